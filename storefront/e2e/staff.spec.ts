/** The back office as staff use it; axe looks at every page in both themes and at three widths. */
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { matchPath } from 'react-router'
import { expectAccessible, VISITED_FILE } from './axe'
import { fetchBooksInStock, heading } from './actions'
import { placePaidOrder, signInToStaff, type PlacedOrder } from './staffActions'

const PARCELS = 10
const SIZES = [
  { width: 1280, height: 900 },
  { width: 834, height: 1100 },
  { width: 390, height: 844 },
]

const STAFF_PATHS = [...readFileSync('src/staff/staffRoutes.ts', 'utf8').matchAll(/path: '([^'*]+)'/g)].map(
  ([, path = '']) => `/staff/${path}`,
)

const placed: PlacedOrder[] = []

test.describe.configure({ mode: 'serial' })

test('a customer reads why there is nothing for them', async ({ page }) => {
  await page.goto('/staff/orders')
  await page.getByLabel('Email').fill('reader@bookstore.example')
  await page.getByRole('textbox', { name: 'Password' }).fill('Correct-horse-9')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'This account has no staff role')).toBeVisible()
})

test('ten orders are packed and shipped by keyboard alone', async ({ page, request }) => {
  const books = (await fetchBooksInStock(request)).slice(-PARCELS) // other journeys buy the first ones
  await signInToStaff(page, 'orders')
  await expect(heading(page, 'Orders')).toBeVisible()
  for (const { editions } of books) placed.push(await placePaidOrder(page, editions))
  // The newest order arrives without a reload: j goes to it, Enter opens it, p packs it.
  await expect(page.getByRole('link', { name: numberOf(placed.at(-1)) })).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(heading(page, `Order ${numberOf(placed.at(-1))}`)).toBeVisible()
  await page.keyboard.press('p')
  for (const order of placed.toReversed()) {
    await expect(heading(page, `Pack ${numberOf(order)}`)).toBeVisible()
    if (order === placed.at(-1)) await scanWrongBook(page)
    await page.keyboard.type(order.isbn)
    await page.keyboard.press('Enter')
    await expect(page.getByText('All books are in')).toBeVisible()
    await page.keyboard.type(`RM${order.order_id.slice(-9)}GB`)
    await page.keyboard.press('Enter')
  }
  await expect(heading(page, `Pack ${numberOf(placed[0])}`)).toHaveCount(0)
  await page.goto(`/staff/orders?q=RM${placed[0]?.order_id.slice(-9)}GB`)
  await expect(page.getByRole('row').filter({ hasText: numberOf(placed[0]) })).toContainText('Shipped')
})

async function scanWrongBook(page: Page): Promise<void> {
  await page.keyboard.type('9790000000009')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('9790000000009 is not in this order.')
}

const numberOf = (order: PlacedOrder | undefined): string => order?.order_id.slice(-6) ?? ''

test('a part of an order is refunded, and the sum was shown before', async ({ page }) => {
  await signInToStaff(page, 'support')
  await page.goto(`/staff/orders/${placed[0]?.order_id}`)
  await page.getByRole('heading', { name: 'Payments and refunds' }).waitFor()
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').selectOption('1')
  await dialog.getByLabel('Reason').fill('Damaged')
  const action = dialog.getByRole('button', { name: /^Refund £/ })
  const sum = ((await action.textContent()) ?? '').replace('Refund ', '')
  await action.click()
  const row = page.getByRole('table', { name: 'Refunds' }).getByRole('row').filter({ hasText: 'Damaged' })
  await expect(row).toContainText(sum)
})

test('a book that staff add with a cover is in the shop', async ({ page, request }) => {
  const isbn = newIsbn()
  const title = `A new book ${isbn.slice(-5)}`
  await signInToStaff(page, 'catalogue')
  await page.goto('/staff/books/new')
  await page.getByLabel('Title', { exact: true }).fill(title)
  await page.getByLabel('Contributors').fill('Jane Austen')
  await page.getByLabel('Category').fill('Fiction')
  await page.getByLabel('First published').fill('1815')
  await page.getByLabel('Description').fill('A matchmaker is matched.')
  await page.getByLabel('ISBN').fill(isbn)
  await page.getByLabel('Price in £').fill('8.99')
  await page.getByLabel('Publisher').fill('Catchword')
  await page.getByLabel('Released').fill('2026-11-30')
  await page.getByRole('button', { name: 'Add book' }).click()
  await expect(page.getByText('A printed book has a weight')).toBeVisible()
  await page.getByLabel('Weight in grams').fill('300')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'cover.png', mimeType: 'image/png', buffer: PICTURE })
  await expect(page.getByText('cover.png')).toBeVisible()
  await page.getByRole('button', { name: 'Add book' }).click()
  await expect(page.getByText('Added.')).toBeVisible()
  const bookId = new URL(page.url()).pathname.split('/').at(-1)
  await expect(async () => {
    const book = (await (await request.get(`/api/catalog/books/${bookId}`)).json()) as { cover: string }
    expect((await request.get(book.cover)).ok()).toBe(true)
  }).toPass({ intervals: [100] })
  await page.goto(`/books/${bookId}`)
  await expect(heading(page, title)).toBeVisible()
})

test('every page of staff is accessible in both themes and at three widths', async ({ page }) => {
  const order = placed[0]?.order_id ?? ''
  await signInToStaff(page, 'owner')
  const paths = STAFF_PATHS.map((path) => path.replace(':orderId', order).replace(':bookId', 'emma'))
  for (const path of paths) {
    await page.goto(path.endsWith('/print') ? `${path}?ids=${order}` : path)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await expectAccessible(page)
    }
  }
  const visited = readFileSync(VISITED_FILE, 'utf8').split('\n')
  expect(STAFF_PATHS.filter((path) => !visited.some((each) => matchPath(path, each)))).toEqual([])
})

/** An ISBN that no other run has used, with its check digit. */
function newIsbn(): string {
  const digits = `9798${String(Date.now()).slice(-8)}`
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0)
  return digits + String((10 - (sum % 10)) % 10)
}

/** The smallest picture that is one: a red dot. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
