const formats = new Map<string, Intl.NumberFormat>()

/** Format an amount in minor units: 999 as £9.99. */
export function formatMoney(minor: number, currency = 'GBP'): string {
  const format = formats.get(currency) ?? new Intl.NumberFormat('en-GB', { style: 'currency', currency })
  formats.set(currency, format)
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** Format an amount in a sentence: £25 rather than £25.00. */
export const formatRoundMoney = (minor: number, currency = 'GBP'): string =>
  formatMoney(minor, currency).replace(/\.00$/, '')
