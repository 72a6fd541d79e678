import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { ORDER } from '@/testing/orderBuilders'
import { refused } from '@/testing/handlers'
import { server } from '@/testing/server'
import { answers, away } from '@/testing/mockServices'
import { visit } from '@/testing/renderApp'

const NOW = Date.now()
const at = (ms: number): string => new Date(NOW + ms).toISOString()

const paid = (received: number, kept: number) => ({
  correlation_id: ORDER,
  kind: 'event',
  name: 'OrderPaid',
  subject: `order/${ORDER}`,
  version: 3,
  event_id: 'e1',
  happened_at: at(0),
  received_at: at(received),
  applied_at: at(kept),
})

beforeEach(() => {
  answers('orders/trace', { items: [paid(11, 25)] })
  answers('cart/trace', { items: [paid(11, 15)] })
  for (const service of ['catalog', 'search', 'recommendations']) answers(`${service}/trace`, { items: [] })
})

it('tells in words what the picture shows', async () => {
  visit(`/behind-the-scenes/${ORDER}`)
  const row = await screen.findByRole('row', { name: /OrderPaid cart/ })
  expect(within(row).getByText('15')).toBeVisible()
  expect(within(row).getByText('takes the books out')).toBeVisible()
  expect(screen.getByRole('img', { name: /How this order travelled/ })).toBeVisible()
})

it('a service that is away is named, and the others still tell', async () => {
  away('search/trace')
  visit(`/behind-the-scenes/${ORDER}`)
  expect(await screen.findByText(/Search does not answer at the moment/)).toBeVisible()
  expect(screen.getByRole('row', { name: /OrderPaid orders/ })).toBeVisible()
})

it('a shop that keeps its events to itself says so', async () => {
  server.use(http.get('*/api/:service/trace', () => refused(404, 'not_found')))
  visit(`/behind-the-scenes/${ORDER}`)
  expect(await screen.findByText('This shop shows its events to its staff only.')).toBeVisible()
})

it('fills itself while one looks', async () => {
  server.use(
    http.get('*/api/orders/trace', () => HttpResponse.json({ items: [] }), { once: true }),
    http.get('*/api/cart/trace', () => HttpResponse.json({ items: [] }), { once: true }),
  )
  visit(`/behind-the-scenes/${ORDER}`)
  expect(await screen.findByText(/No service has told anything/)).toBeVisible()
  expect(await screen.findByRole('row', { name: /OrderPaid orders/ })).toBeVisible()
})
