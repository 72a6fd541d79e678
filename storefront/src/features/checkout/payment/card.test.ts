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
