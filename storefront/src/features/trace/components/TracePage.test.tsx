import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { ORDER } from '@/testing/orderBuilders'
import { errorResponse, server } from '@/testing/server'
import { mockGet, mockUnavailable } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'

const NOW = Date.now()
const at = (ms: number): string => new Date(NOW + ms).toISOString()

const paidStep = (received: number, applied: number) => ({
  correlation_id: ORDER,
  kind: 'event',
  name: 'OrderPaid',
  subject: `order/${ORDER}`,
  version: 3,
  event_id: 'e1',
  happened_at: at(0),
  received_at: at(received),
  applied_at: at(applied),
})

beforeEach(() => {
  mockGet('orders/trace', { items: [paidStep(11, 25)] })
  mockGet('cart/trace', { items: [paidStep(11, 15)] })
  for (const service of ['catalog', 'search', 'recommendations']) mockGet(`${service}/trace`, { items: [] })
})

it('shows the content of the diagram in a table', async () => {
  renderApp(`/behind-the-scenes/${ORDER}`)
  const row = await screen.findByRole('row', { name: /OrderPaid cart/ })
  expect(within(row).getByText('15')).toBeVisible()
  expect(within(row).getByText('removes the books')).toBeVisible()
  expect(screen.getByRole('img', { name: /How this order travelled/ })).toBeVisible()
})

it('names an unavailable service and shows the steps of the others', async () => {
  mockUnavailable('search/trace')
  renderApp(`/behind-the-scenes/${ORDER}`)
  expect(await screen.findByText(/Search does not answer/)).toBeVisible()
  expect(screen.getByRole('row', { name: /OrderPaid orders/ })).toBeVisible()
})

it('says so where the trace is not public', async () => {
  server.use(http.get('*/api/:service/trace', () => errorResponse(404, 'not_found')))
  renderApp(`/behind-the-scenes/${ORDER}`)
  expect(await screen.findByText('Only staff can see the events of this shop.')).toBeVisible()
})

it('polls until the first steps arrive', async () => {
  server.use(
    http.get('*/api/orders/trace', () => HttpResponse.json({ items: [] }), { once: true }),
    http.get('*/api/cart/trace', () => HttpResponse.json({ items: [] }), { once: true }),
  )
  renderApp(`/behind-the-scenes/${ORDER}`)
  expect(await screen.findByText(/No service has reported/)).toBeVisible()
  expect(await screen.findByRole('row', { name: /OrderPaid orders/ })).toBeVisible()
})
