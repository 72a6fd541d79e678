import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe'
import { booksInStock, heading, putInCart } from './shop'

const PAGES = ['/', '/new', '/top-20', '/search?q=the', '/no/such/page', '/sign-in', '/cart', '/wishlist']

for (const path of PAGES) {
  test(`${path} can be read by everybody, also on a narrow screen`, async ({ page }) => {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await expectAccessible(page)
    await page.setViewportSize({ width: 320, height: 800 })
    await expectAccessible(page)
  })
}

test('a title with a typing error finds its book, and the book its page', async ({ page, request }) => {
  const [book] = await booksInStock(request, 1)
  const title = book?.title ?? ''
  await page.goto('/')
  await page.getByRole('combobox').fill(title.length > 5 ? title.slice(0, 3) + title.slice(4) : title)
  await page.keyboard.press('Enter')
  await page.getByRole('main').getByRole('link', { name: title }).first().click()
  await expect(heading(page, title)).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expectAccessible(page)
})

test('filters live in the address: Back takes the last one off', async ({ page }) => {
  await page.goto('/search?q=the')
  const box = page.getByRole('main').getByRole('checkbox').first()
  await box.check()
  await expect(page).toHaveURL(/&/)
  await page.goBack()
  await expect(page).toHaveURL(/\/search\?q=the$/)
  await expect(box).not.toBeChecked()
})

test('two tabs fill one cart and lose nothing', async ({ context, request }) => {
  const [first, second] = await booksInStock(request, 2)
  const [left, right] = [await context.newPage(), await context.newPage()]
  if (!first || !second) throw new Error('two books are needed')
  await putInCart(left, first)
  await putInCart(right, second)
  await left.goto('/cart')
  await expect(heading(left, 'Two books')).toBeVisible()
})
