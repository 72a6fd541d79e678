/** Steps of the journeys in the back office: signing in, and orders that wait to be packed. */
import { expect, type Page } from '@playwright/test'

const PASSWORD = 'Correct-horse-9'
const ADDRESS = { name: 'Pat Parcel', line1: '1 Row', city: 'London', postcode: 'EC4M 7DX', country: 'GB' }
const CARD = { number: '4242424242424242', exp_month: '9', exp_year: '34', cvc: '123' }

interface Edition {
  isbn: string
  format: string
  availability: string
  price: number
}

export interface PlacedOrder {
  order_id: string
  isbn: string
}

export async function signInToStaff(page: Page, role: string): Promise<void> {
  await page.goto('/staff')
  await page.getByLabel('Email').fill(`${role}@bookstore.example`)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Back office' }).waitFor()
}

const readToken = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.endsWith('.idToken'))
    return localStorage.getItem(key ?? '') ?? ''
  })

/** Place an order of one paperback for who is signed in, and pay it with a test card, as the checkout does. */
export async function placePaidOrder(page: Page, editions: readonly Edition[]): Promise<PlacedOrder> {
  const headers = { Authorization: await readToken(page) }
  const edition = editions.find(
    ({ format, availability }) => format === 'paperback' && availability === 'in_stock',
  )
  if (!edition) throw new Error('a book in stock has a paperback')
  const line = { isbn: edition.isbn, quantity: 1, unit_price: edition.price }
  const placed = await page.request.post('/api/orders/orders', {
    headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
    data: { lines: [line], address: ADDRESS },
  })
  expect(placed.status(), await placed.text()).toBe(201)
  const { order_id, client_secret } = (await placed.json()) as { order_id: string; client_secret: string }
  await confirmAtStripe(page, client_secret)
  const settled = await page.request.post(`/api/orders/orders/${order_id}/payment`, { headers })
  expect(settled.ok(), await settled.text()).toBe(true)
  return { order_id, isbn: edition.isbn }
}

async function confirmAtStripe(page: Page, secret: string): Promise<void> {
  const { stripe } = (await (await page.request.get('/settings.json')).json()) as {
    stripe: { api: string; publishable_key: string }
  }
  const card = Object.entries(CARD).map(([name, value]) => [`payment_method_data[card][${name}]`, value])
  const [intent] = secret.split('_secret_')
  const confirmed = await page.request.post(`${stripe.api}/v1/payment_intents/${intent}/confirm`, {
    form: {
      key: stripe.publishable_key,
      client_secret: secret,
      return_url: 'https://shop.example',
      'payment_method_data[type]': 'card',
      ...Object.fromEntries(card),
    },
  })
  expect(confirmed.ok(), await confirmed.text()).toBe(true)
}
