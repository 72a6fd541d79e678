/** An amount in minor units with its currency. */
export const toMoney = (minor: number, currency: string) => ({
  minor,
  currency,
})
