import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { ORDER } from '@/testing/orderBuilders'
import { server } from '@/testing/server'
import { mockGraphql } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'

const NOW = Date.now()
const at = (ms: number): string => new Date(NOW + ms).toISOString()

const paidStep = (received: number, applied: number) => ({
  kind: 'event',
  name: 'OrderPaid',
  eventId: 'e1',
  happenedAt: at(0),
  receivedAt: at(received),
  appliedAt: at(applied),
})

const EMPTY = { orders: [], cart: [], catalog: [], search: [], recommendations: [] }
const TRACE = { ...EMPTY, orders: [paidStep(11, 25)], cart: [paidStep(11, 15)] }
const CLOSED = { orders: null, cart: null, catalog: null, search: null, recommendations: null }

beforeEach(() => mockGraphql('Trace', { trace: TRACE }))

it('shows the content of the diagram in a table', async () => {
  renderApp(`/behind-the-scenes/${ORDER}`)
  const row = await screen.findByRole('row', { name: /OrderPaid cart/ })
  expect(within(row).getByText('15')).toBeVisible()
  expect(within(row).getByText('removes the books')).toBeVisible()
  expect(screen.getByRole('img', { name: /How this order travelled/ })).toBeVisible()
})

it('names an unavailable service and shows the steps of the others', async () => {
  const error = { path: ['trace', 'search'], errorType: 'UNAVAILABLE', message: 'Not now.' }
  mockGraphql('Trace', { trace: { ...TRACE, search: null } }, [error])
  renderApp(`/behind-the-scenes/${ORDER}`)
  expect(await screen.findByText(/Search does not answer/)).toBeVisible()
  expect(screen.getByRole('row', { name: /OrderPaid orders/ })).toBeVisible()
})

it('says so where the trace is not public', async () => {
  mockGraphql('Trace', { trace: CLOSED })
  renderApp(`/behind-the-scenes/${ORDER}`)
  expect(await screen.findByText('Only staff can see the events of this shop.')).toBeVisible()
})

it('polls until the first steps arrive', async () => {
  server.use(http.post('*/graphql', () => HttpResponse.json({ data: { trace: EMPTY } }), { once: true }))
  renderApp(`/behind-the-scenes/${ORDER}`)
  expect(await screen.findByText(/No service has reported/)).toBeVisible()
  expect(await screen.findByRole('row', { name: /OrderPaid orders/ })).toBeVisible()
})
