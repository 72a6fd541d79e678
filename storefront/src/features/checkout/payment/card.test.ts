import { cardRules, groupDigits } from './card'

const numberProblem = (number: string) => cardRules.number?.(number, { number, expires: '', cvc: '' })

it.each(['4242 4242 4242 4242', '4242-4242-4242-4242', ' 4242424242424242 '])(
  'accepts the card number “%s”',
  (number) => expect(numberProblem(number)).toBeUndefined(),
)

it.each(['4242 4242 4242 424x 2', '4242.4242.4242.4242', '+4242424242424242', '4242e424242424242'])(
  'refuses the card number “%s” instead of dropping its other characters',
  (number) => expect(numberProblem(number)).toBeDefined(),
)

it('leaves a text that is no card number as it was typed', () => {
  expect(groupDigits('4242 4242 4242 424x')).toBe('4242 4242 4242 424x')
})

const expiryProblem = (expires: string) => cardRules.expires?.(expires, { number: '', expires, cvc: '' })

describe('in November 2026', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date(2026, 10, 30, 23, 59), toFake: ['Date'] }))
  afterEach(() => vi.useRealTimers())

  it.each(['11/26', '12/26', '01/27', '1 / 2034'])('accepts the expiry date %s', (text) =>
    expect(expiryProblem(text)).toBeUndefined(),
  )

  it.each(['09/19', '10/26', '12/25', '1 / 2020'])('refuses the expiry date %s, which is over', (text) =>
    expect(expiryProblem(text)).toMatch('has expired'),
  )
})

it.each(['13/34', '00/34', '0934x', '٠٩/٣٤'])('refuses the expiry date %s, which is none', (text) =>
  expect(expiryProblem(text)).toMatch('Enter the month and year'),
)
