import type { Rules } from '@/components/forms/useForm'

export type CardValues = Record<'number' | 'expires' | 'cvc', string>

/** Remove the spaces and hyphens between the groups of a card number; other characters stay, and are an error. */
export const ungroupDigits = (text: string): string => text.replace(/[\s-]/g, '')

export const cardRules: Rules<CardValues> = {
  number: (value) =>
    /^\d{12,19}$/.test(ungroupDigits(value)) ? undefined : 'Enter the long number on the front of your card.',
  expires: (value) => {
    const expiry = parseExpiry(value)
    if (!expiry) return 'Enter the month and year, such as 09 / 29.'
    return isOver(expiry) ? 'This card has expired. Check the date, or use another card.' : undefined
  },
  cvc: (value) => (/^\d{3,4}$/.test(value.trim()) ? undefined : 'Enter the 3 or 4 digit security code.'),
}

/** Format 4242424242424242 as 4242 4242 4242 4242; a text that is not a number stays as it is. */
export function groupDigits(text: string): string {
  const digits = ungroupDigits(text)
  return /^\d+$/.test(digits) ? digits.replace(/(.{4})(?=.)/g, '$1 ') : text
}

export function parseExpiry(text: string): { month: string; year: string } | undefined {
  const [, month, year] = /^\s*(0?[1-9]|1[0-2])\s*[/ -]?\s*(?:20)?(\d{2})\s*$/.exec(text) ?? []
  return month && year ? { month, year } : undefined
}

/** Whether the month is over; a card is valid to the end of it. */
function isOver({ month, year }: { month: string; year: string }): boolean {
  const now = new Date()
  return 2000 + Number(year) < now.getFullYear() + (Number(month) <= now.getMonth() ? 1 : 0)
}

export const lastDigits = (text: string): string => ungroupDigits(text).slice(-4)

/** The most useful test cards; the simulator's README lists all of them. */
export const TEST_CARDS = [
  { number: '4242 4242 4242 4242', effect: 'pays' },
  { number: '4000 0000 0000 3220', effect: 'asks for authentication, then pays' },
  { number: '4000 0000 0000 0002', effect: 'is declined' },
  { number: '4000 0000 0000 9995', effect: 'has insufficient funds' },
  { number: '4000 0000 0000 0069', effect: 'has expired' },
] as const
