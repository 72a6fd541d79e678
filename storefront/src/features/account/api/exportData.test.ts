import { mockGet } from '@/testing/mockServices'
import { collectCustomerData } from './exportData'

it('says of a closed account that it is closed, and asks for nothing else', async () => {
  const profile = { customer: 'ann', email: 'ann@example.org', name: '', phone: '', closed: true }
  mockGet('orders/customers/me', profile)
  expect(await collectCustomerData()).toEqual({ profile })
})
