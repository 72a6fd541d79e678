/** Of one edition in one order: the service refuses more. */
export const MOST_COPIES = 10
