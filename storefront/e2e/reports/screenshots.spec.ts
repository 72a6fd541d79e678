/**
 * `make screenshots`: the main pages in the light theme, in the dark theme and on a phone, into
 * `docs/pictures`.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { signInAsStaff, test } from '../fixtures'
import { signInToStaff } from '../staffActions'
import {
  fetchBooksInStock,
  continueTo,
  heading,
  readPaidOrderId,
  payButton,
  putInCart,
  fillCard,
  type Book,
} from '../actions'

const FOLDER = new URL('../../../docs/pictures/', import.meta.url)
const VARIANTS = {
  light: { width: 1280, theme: 'light' },
  dark: { width: 1280, theme: 'dark' },
  phone: { width: 390, theme: 'light' },
}
const HEIGHT = 850

test.use({ storageState: async ({ customer }, provide) => provide(customer.state) })

test('screenshots of the main pages', async ({ page, context, request, browser }) => {
  const books = await fetchBooksInStock(request)
  const [mostRated] = books.toSorted((a, b) => ratings(b) - ratings(a))
  await mkdir(FOLDER, { recursive: true })
  const homePage = await context.newPage()
  await homePage.clock.setFixedTime('2026-11-25T09:00:00Z') // a fixed date, because the first line changes daily
  await homePage.goto('/')
  await takeScreenshots(homePage, 'home')
  await homePage.close()
  for (const [name, path] of [
    ['search', '/search?q=sea&format=paperback'],
    ['book', `/books/${mostRated?.book_id}`],
    ['top-20', '/top-20'],
    ['account', '/account'],
  ] as const) {
    await page.goto(path)
    await takeScreenshots(page, name)
  }
  for (const book of books.slice(1, 4)) await putInCart(page, book)
  await page.goto('/cart')
  await expect(page.getByText('Estimated delivery')).toBeVisible()
  await takeScreenshots(page, 'cart')
  await page.goto('/checkout')
  await continueTo(page, 'delivery')
  await continueTo(page, 'payment')
  await fillCard(page, '4242 4242 4242 4242')
  await takeScreenshots(page, 'payment')
  await page.getByRole('button', { name: 'Review your order' }).click()
  await payButton(page).click()
  const order = await readPaidOrderId(page)
  const moveOrder = await signInAsStaff(browser)
  await moveOrder(order, 'ship')
  await page.goto(`/orders/${order}`)
  await expect(heading(page, 'Three books, on their way')).toBeVisible()
  await takeScreenshots(page, 'order')
  await page.goto(`/behind-the-scenes/${order}`)
  await expect(page.getByRole('definition').getByText(/^\d+ ms$/)).toBeVisible() // every read model is up to date
  await takeScreenshots(page, 'behind-the-scenes', 1250)
})

test('screenshots of the back office', async ({ browser, customer }) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await signInToStaff(page, 'owner')
  for (const [name, path] of [
    ['staff-orders', '/staff/orders'],
    ['staff-order', `/staff/orders/${customer.order}`],
    ['staff-pack', `/staff/orders/${customer.order}/pack`],
    ['staff-catalogue', '/staff/books?sort=newest'],
    ['staff-book', '/staff/books/emma'],
  ] as const) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await takeScreenshots(page, name)
  }
  await context.close()
})

const ratings = ({ rating }: Book): number => rating.stars.reduce((sum, count) => sum + count, 0)

async function takeScreenshots(page: Page, name: string, height = HEIGHT): Promise<void> {
  const camera = await page.context().newCDPSession(page)
  for (const [variant, { width, theme }] of Object.entries(VARIANTS)) {
    await page.setViewportSize({ width, height })
    await page.evaluate((name) => (document.documentElement.dataset.bsTheme = name), theme)
    await waitUntilSettled(page)
    const { data } = await camera.send('Page.captureScreenshot', { format: 'webp', quality: 80 })
    await writeFile(new URL(`${name}-${variant}.webp`, FOLDER), Buffer.from(data, 'base64'))
  }
  await camera.detach()
}

/**
 * Wait until the categories, the covers and everything behind a skeleton are loaded, and no toast is shown.
 */
async function waitUntilSettled(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0))
  if (await page.locator('.shelves-nav').count())
    await expect(page.locator('.shelves-nav a').nth(2)).toBeVisible()
  await expect(page.locator('.sk, .toast')).toHaveCount(0)
  await page.evaluate(() =>
    Promise.all([...document.images].map((image) => image.loading === 'lazy' || image.decode())),
  )
}
