import type { Customer } from '@/lib/session'

export const customer = (changes: Partial<Customer> = {}): Customer => ({
  id: 'reader-1',
  email: 'ada@example.org',
  groups: [],
  ...changes,
})
