/** Download a file that is sent as an attachment, so that the page stays. A module of its own, which tests replace. */
export const openFile = (url: string): void => window.location.assign(url)
