const FULL_WIDTH_ZERO = '０'.charCodeAt(0)

/** Convert full-width digits, which East Asian keyboards type, to ASCII. */
const toAsciiDigits = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - FULL_WIDTH_ZERO))

/** Parse a text that is a natural number as a whole; undefined for “1.5”, “1e3”, “-2” and everything else. */
export function parseNatural(text: string): number | undefined {
  const digits = toAsciiDigits(text).trim()
  return /^\d+$/.test(digits) ? Number(digits) : undefined
}
