/** What every journey does: books that can be had, a new reader, an address, a card. */
import { expect, type APIRequestContext, type Page } from '@playwright/test'

interface Book {
  book_id: string
  title: string
  editions: { format: string; availability: string }[]
}

export const PASSWORD = 'correct horse battery 9'

/** The emulator of the local system sends no letters: its codes are always this one. */
const CODE = '123456'

/** Paperbacks of which there are enough, so that a card's button means them. */
export async function booksInStock(request: APIRequestContext, count: number): Promise<Book[]> {
  const answer = await request.get('/api/catalog/books?limit=50')
  const { items } = (await answer.json()) as { items: Book[] }
  const enough = items.filter(({ editions }) =>
    editions.some((edition) => edition.format === 'paperback' && edition.availability === 'in_stock'),
  )
  expect(enough.length).toBeGreaterThanOrEqual(count)
  return enough.slice(0, count)
}

export async function putInCart(page: Page, book: Book): Promise<void> {
  await page.goto(`/books/${book.book_id}`)
  await page.locator('.pay').getByRole('button', { name: 'Add to cart' }).click()
  await expect(page.getByText(`${book.title} is in your cart`)).toBeVisible()
}

export async function signUp(page: Page): Promise<string> {
  const email = `reader-${Date.now()}@bookstore.example`
  await page.getByRole('link', { name: 'Open an account' }).click()
  await heading(page, 'Open an account').waitFor() // the page before it has an e-mail field too
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Open the account' }).click()
  await page.getByLabel('Six digits').fill(CODE)
  await page.getByRole('button', { name: 'Confirm' }).click()
  return email
}

export async function writeAddress(page: Page): Promise<void> {
  await page.getByLabel('Full name').fill('Ann Reader')
  await page.getByLabel('House number and street').fill('221B Baker Street')
  await page.getByLabel('Town or city').fill('London')
  await page.getByLabel('Postcode').fill('NW1 6XE')
}

export async function writeCard(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expires').fill('09 / 34')
  await page.getByLabel('Security code').fill('123')
}

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
