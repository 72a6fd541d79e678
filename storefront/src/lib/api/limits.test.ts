import { ApiError, isTransient, messageUnlessLimited } from '.'
import { toApiError } from './errors'

const limited = (retryAfter: string, details = {}) =>
  toApiError(
    { error: { code: 'too_many_requests', message: 'Wait.', details } },
    new Response(null, { status: 429, headers: retryAfter ? { 'Retry-After': retryAfter } : {} }),
  )

it.each([
  ['1', 'one second'],
  ['40', '40 seconds'],
  ['91', 'two minutes'],
  ['3600', '60 minutes'],
  ['7200', 'two hours'],
])('says after a Retry-After of %s to wait for %s', (retryAfter, wait) => {
  expect(limited(retryAfter).message).toBe(
    `That was a lot in a short time. Please try again in ${wait}. Nothing you’ve entered is lost.`,
  )
})

it('says of the limit for all customers together that the shop is busy', () =>
  expect(limited('').message).toBe('We’re very busy right now. Please try again in a moment.'))

it('says of a code when another can be asked for', () =>
  expect(limited('42', { limit: 'code' }).message).toBe(
    'We’ve only just sent you an email. You can ask for another in 42 seconds.',
  ))

it('replaces the message of a page by the time to wait, and no other error’s', () => {
  expect(messageUnlessLimited(limited('40'), 'It failed.')).toContain('40 seconds')
  expect(messageUnlessLimited(new ApiError(500, 'internal', 'Oops'), 'It failed.')).toBe('It failed.')
})

it('retries by itself only after a short wait', () =>
  expect([limited('5'), limited('6'), limited('')].map(isTransient)).toEqual([true, false, true]))
