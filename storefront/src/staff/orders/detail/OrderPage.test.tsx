import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { mockGet, mockUnavailable } from '@/testing/mockServices'
import { ORDER } from '@/testing/orderBuilders'
import { renderStaff } from '@/testing/renderStaff'
import { server } from '@/testing/server'
import { staffOrder } from '@/testing/staffBuilders'

const ALL = ['orders.read', 'orders.fulfil', 'orders.cancel', 'orders.refund', 'orders.note', 'orders.email']
const REFUNDABLE = {
  left: 2097,
  currency: 'GBP',
  lines: [{ isbn: '9790000000001', title: 'Emma', amounts: [899, 1798] }],
}

beforeEach(() => {
  mockGet(`orders/admin/orders/${ORDER}`, staffOrder())
  mockGet(`orders/admin/orders/${ORDER}/notes`, { items: [], next: null })
  mockGet(`orders/admin/orders/${ORDER}/emails`, {
    items: [{ name: 'paid', subject: 'Confirmed', sent_at: null }],
  })
  mockGet(`orders/admin/orders/${ORDER}/refundable`, REFUNDABLE)
  mockGet('orders/admin/orders', { items: [], next: null })
})

const open = (permissions = ALL) => renderStaff(`/orders/${ORDER}`, { permissions })

it('shows the sum of a refund before it is made, and sends one key', async () => {
  const { user } = open()
  await user.click(await screen.findByRole('button', { name: 'Refund…' }))
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Copies of Emma' }), '2')
  await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'Torn')
  let sent: unknown
  server.use(
    http.post(`*/api/orders/orders/${ORDER}/refunds`, async ({ request }) => {
      sent = { body: await request.json(), key: request.headers.get('Idempotency-Key') }
      const refund = { refund_id: 'r', amount: 1798, status: 'requested', reason: 'Torn', lines: [] }
      return HttpResponse.json({ ...refund, requested_at: '2026-11-24T10:00:00Z' }, { status: 201 })
    }),
  )
  await user.click(screen.getByRole('button', { name: 'Refund £17.98' }))
  await waitFor(() =>
    expect(sent).toMatchObject({
      body: { reason: 'Torn', restock: false, lines: [{ isbn: '9790000000001', quantity: 2 }] },
      key: expect.stringMatching(/.{36}/) as string,
    }),
  )
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
})

it('says what follows from a cancellation', async () => {
  const { user } = open()
  await user.click(await screen.findByRole('button', { name: 'Cancel…' }))
  expect(await screen.findByRole('button', { name: 'Cancel and refund £20.97' })).toBeVisible()
})

it('offers nothing that the role may not do', async () => {
  open(['orders.read'])
  await screen.findByRole('heading', { level: 1 })
  expect(await screen.findByText('No notes yet.')).toBeVisible()
  for (const name of ['Refund…', 'Cancel…', 'Ship…', 'Add note', /Send once more/])
    expect(screen.queryByRole('button', { name })).not.toBeInTheDocument()
})

it('shows the order when one of its parts cannot be loaded', async () => {
  mockUnavailable(`orders/admin/orders/${ORDER}/emails`)
  open()
  expect(await screen.findByText('We couldn’t load emails')).toBeVisible()
  expect(screen.getByText('pi_1')).toBeVisible()
})
