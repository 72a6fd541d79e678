import { toApiError } from './errors'

const refused = (field: string, rule: string, message = `${field}: ${rule}`) =>
  toApiError(
    { error: { code: 'invalid', message, details: { field, rule } } },
    new Response(null, { status: 422 }),
  )

it.each([
  ['email', 'Expected `str` matching regex "^[A-Za-z0-9.!#]{1,64}@.*$"'],
  ['address.postcode', 'Expected a postcode such as EC1Y 8SY in field `postcode`'],
  ['page', 'Expected `int` <= 10000'],
  ['country', 'Object contains unknown field `country`'],
  ['display_name', 'Expected a text that can be seen in field `display_name`'],
  ['sort', "Invalid enum value 'zz' - at `$.sort`"],
])('shows nobody what a validator says of %s', (field, rule) => {
  expect(refused(field, rule).message).toBe('Please check what you’ve entered and try again.')
  expect(refused(field, rule).details.rule).toBe(rule) // for whoever reads the logs
})

it('leaves out the name of the field in a sentence for the customer', () => {
  const { message } = refused('display_name', 'this name belongs to the shop; please choose another.')
  expect(message).toBe('This name belongs to the shop; please choose another.')
})

it('leaves every other sentence as it is', () => {
  const sentence = 'You need only one copy of an e-book or audiobook.'
  expect(refused('quantity', '1 for an e-book', sentence).message).toBe(sentence)
})
