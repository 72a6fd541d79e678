/**
 * Steps that every journey shares: finding books in stock, opening an account, filling in an address and a
 * card.
 */
import { expect, type APIRequestContext, type Page } from '@playwright/test'
import type { components } from '../src/lib/api/types/catalog'

export type Book = components['schemas']['BookResponse']

export const PASSWORD = 'correct horse battery 9'
export const CARD = '4242 4242 4242 4242'

let accountCount = 0

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

/** Find the number of books in the header's cart link; it is absent while the cart is empty. */
export const cartCount = (page: Page) =>
  page.getByRole('navigation', { name: 'Account and cart' }).getByText('book')

/** Fetch books with a paperback in stock, which is the edition that a card's button adds to the cart. */
export async function fetchBooksInStock(request: APIRequestContext): Promise<Book[]> {
  const answer = await request.get('/api/catalog/books?limit=50')
  const { items } = (await answer.json()) as { items: Book[] }
  return items.filter(({ editions }) =>
    editions.some((edition) => edition.format === 'paperback' && edition.availability === 'in_stock'),
  )
}

export async function putInCart(page: Page, book: Book | undefined): Promise<void> {
  await page.goto(`/books/${book?.book_id}`)
  await page.locator('.pay').getByRole('button', { name: 'Add to cart' }).click()
  await expect(page.getByText(`${book?.title} added to your cart`)).toBeVisible()
}

export async function openAccount(page: Page): Promise<string> {
  const email = `ann-${(Date.now() + ++accountCount).toString(36)}@bookstore.example`
  await page.getByRole('link', { name: 'Create an account' }).click()
  await heading(page, 'Create an account').waitFor() // the previous page has an e-mail field too
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Verification code').waitFor()
  return email
}

export async function confirmAccount(page: Page, email: string): Promise<void> {
  await page.getByLabel('Verification code').fill(await readCode(page.request, email))
  await page.getByRole('textbox', { name: 'New password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
}

interface SentEmail {
  To: string[]
  Subject: string
}

/** Read the latest code that was sent to the address; the emulator stores the emails of the local shop. */
export async function readCode(request: APIRequestContext, email: string): Promise<string> {
  const settings = (await (await request.get('/settings.json')).json()) as { cognito: { endpoint: string } }
  const address = new URL('/_ministack/ses/messages', settings.cognito.endpoint).href
  let code: string | undefined
  await expect(async () => {
    const { messages } = (await (await request.get(address)).json()) as {
      messages: Record<string, SentEmail[]>
    }
    const sent = Object.values(messages).flat()
    const subjects = sent.filter(({ To }) => To.includes(email)).map(({ Subject }) => Subject)
    code = subjects.map((subject) => /^(\d{6}) is your/.exec(subject)?.[1]).findLast(Boolean)
    expect(code).toBeDefined()
  }).toPass()
  return code ?? ''
}

export async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel('Full name').fill('Ann Reader')
  await page.getByLabel('House number and street').fill('221B Baker Street')
  await page.getByLabel('Town or city').fill('London')
  await page.getByLabel('Postcode').fill('NW1 6XE')
}

export async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiry date').fill('09 / 34')
  await page.getByLabel('Security code').fill('123')
}

export const continueTo = (page: Page, name: 'delivery' | 'payment') =>
  page.getByRole('button', { name: `Continue to ${name}` }).click()

/** Go from the first step to the review; the address is filled in only where none is saved. */
export async function goToReview(page: Page, card = CARD): Promise<void> {
  await page.getByRole('button', { name: 'Continue to delivery' }).waitFor()
  if (await page.getByLabel('Full name').isVisible()) await fillAddress(page)
  await continueTo(page, 'delivery')
  await continueTo(page, 'payment')
  await fillCard(page, card)
  await page.getByRole('button', { name: 'Review your order' }).click()
  await expect(heading(page, 'Review your order')).toBeFocused()
}

export const payButton = (page: Page) => page.getByRole('button', { name: /^Pay/ })

/** Wait for the confirmation page and read the order id from its URL. */
export async function readPaidOrderId(page: Page): Promise<string> {
  await expect(heading(page, 'Thank you')).toBeVisible()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}
