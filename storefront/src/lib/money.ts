const formats = new Map<string, Intl.NumberFormat>()

/** Minor units to what a price tag says: 999 → £9.99. The services only ever send integers. */
export function formatMoney(minor: number, currency = 'GBP'): string {
  const format = formats.get(currency) ?? new Intl.NumberFormat('en-GB', { style: 'currency', currency })
  formats.set(currency, format)
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** £25 rather than £25.00, for sentences. */
export const formatRoundMoney = (minor: number, currency = 'GBP'): string =>
  formatMoney(minor, currency).replace(/\.00$/, '')
