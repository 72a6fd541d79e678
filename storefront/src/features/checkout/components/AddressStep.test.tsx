import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { ADDRESS } from '@/testing/orderBuilders'
import { server } from '@/testing/server'
import { mockGet } from '@/testing/mockServices'
import { setUpCheckout } from '@/testing/checkout'
import { renderApp } from '@/testing/renderApp'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const saved = vi.fn()

beforeEach(() => {
  setUpCheckout()
  mockGet('orders/customers/me/addresses', { items: [] })
  server.use(
    http.put('*/api/orders/customers/me/addresses/:id', async ({ params, request }) => {
      const address = await request.json()
      saved(params.id, address)
      return HttpResponse.json({ address_id: params.id, address })
    }),
  )
})

async function fillIn(country: string, fields: Record<string, string>) {
  const page = renderApp('/checkout/address')
  await page.user.selectOptions(await screen.findByLabelText('Country'), country)
  await page.user.type(screen.getByLabelText('Full name'), 'Ann Reader')
  await page.user.type(screen.getByLabelText('House number and street'), '1 Row')
  for (const [label, text] of Object.entries(fields)) {
    const field = screen.getByLabelText(label)
    if (field instanceof HTMLSelectElement) await page.user.selectOptions(field, text)
    else await page.user.type(field, text)
  }
  await page.user.click(screen.getByRole('button', { name: 'Continue to delivery' }))
  return page
}

const labels = (): (string | undefined)[] =>
  [...document.querySelectorAll('main form label.form-label')].map((label) => label.textContent)

it('asks for the fields of the country, in its order and by its names', async () => {
  const { user } = renderApp('/checkout/address')
  const country = await screen.findByLabelText('Country')
  const [flat, phone] = ['Flat, building or company (optional)', 'Phone number (optional)']
  const [first, ...street] = ['Country', 'Full name', 'House number and street', flat]
  expect(labels()).toEqual([first, ...street, 'Town or city', 'Postcode', phone])
  await user.selectOptions(country, 'Germany')
  expect(labels()).toEqual([first, ...street, 'Postcode', 'Town or city', phone])
  await user.selectOptions(country, 'United States')
  expect(labels()).toEqual([first, ...street, 'Town or city', 'State', 'ZIP code', phone])
  await user.selectOptions(country, 'Ireland')
  expect(labels()).toEqual([
    first,
    ...street,
    'Town or city',
    'County (optional)',
    'Eircode (optional)',
    phone,
  ])
})

it.each([
  [
    'United Kingdom',
    { 'Town or city': 'London', Postcode: '12345' },
    'Postcode',
    'postcode, such as EC1Y 8SY',
  ],
  [
    'United States',
    { 'Town or city': 'Ames', State: 'Iowa', 'ZIP code': 'ABC' },
    'ZIP code',
    'ZIP code, such as 95014',
  ],
  [
    'Italy',
    { 'Town or city': 'Roma', Province: 'Roma', Postcode: 'zzz' },
    'Postcode',
    'postcode, such as 00144',
  ],
])('refuses a postcode that %s cannot have', async (country, fields, label, message) => {
  const { router } = await fillIn(country, fields)
  expect(screen.getByLabelText(label)).toHaveAccessibleDescription(`Enter a valid ${message}.`)
  expect(screen.getByLabelText(label)).toHaveFocus()
  expect(router.state.location.pathname).toBe('/checkout/address')
})

it('accepts Ireland without an Eircode, and shows the country by its name', async () => {
  const { router } = await fillIn('Ireland', { 'Town or city': 'Dublin' })
  expect(await screen.findByText('Ann Reader, 1 Row, Dublin, Ireland')).toBeVisible()
  expect(router.state.location.pathname).toBe('/checkout/delivery')
})

it('saves the postcode as the country writes it, and no region of another country', async () => {
  const page = renderApp('/checkout/address')
  await page.user.selectOptions(await screen.findByLabelText('Country'), 'United States')
  await page.user.selectOptions(screen.getByLabelText('State'), 'Iowa')
  page.unmount()
  await fillIn('United Kingdom', { 'Town or city': 'London', Postcode: 'nw16xe' })
  await screen.findByRole('heading', { name: 'Delivery' })
  expect(saved).toHaveBeenCalledExactlyOnceWith('1-row', {
    ...ADDRESS,
    line1: '1 Row',
  })
})

it('asks for what a saved address lacks, and saves it again under its id', async () => {
  const old = { ...ADDRESS, country: 'IT', city: 'Roma', region: '', postcode: 'zzz' }
  mockGet('orders/customers/me/addresses', { items: [{ address_id: 'home', address: old }] })
  const { user } = renderApp('/checkout/address')
  await user.click(await screen.findByRole('button', { name: 'Continue to delivery' }))
  expect(await screen.findByText(/something is missing/)).toBeVisible()
  expect(screen.getByLabelText('Province')).toHaveAccessibleDescription('Choose the province.')
  await user.selectOptions(screen.getByLabelText('Province'), 'Roma')
  await user.clear(screen.getByLabelText('Postcode'))
  await user.type(screen.getByLabelText('Postcode'), '00144')
  await user.click(screen.getByRole('button', { name: 'Continue to delivery' }))
  await screen.findByRole('heading', { name: 'Delivery' })
  expect(saved).toHaveBeenCalledExactlyOnceWith('home', { ...old, region: 'RM', postcode: '00144' })
})

it('names the country of a saved address abroad', async () => {
  const address = { ...ADDRESS, country: 'IE', city: 'Dublin', postcode: 'D02 AF30' }
  mockGet('orders/customers/me/addresses', { items: [{ address_id: 'home', address }] })
  renderApp('/checkout/address')
  const choice = await screen.findByRole('radio', { name: /Ann Reader/ })
  const label = choice.closest('label') as HTMLElement
  expect(await within(label).findByText('221B Baker Street, Dublin, D02 AF30, Ireland')).toBeVisible()
})
