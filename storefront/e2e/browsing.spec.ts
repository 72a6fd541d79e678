import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe'
import { fetchBooksInStock, putInCart } from './actions'

test('every public page is accessible', async ({ page, request }) => {
  const books = await fetchBooksInStock(request)
  const inSeries = books.find(({ series }) => series)
  const publicPages = [
    '/',
    '/new',
    '/top-20',
    `/books/${books[0]?.book_id}`,
    '/books/no-such-book',
    `/authors/${books[0]?.authors[0]?.author_id}`,
    `/series/${inSeries?.series?.series_id}`,
    `/shelves/${books[0]?.category.toLowerCase().replace(/ /g, '-')}`,
    '/search?q=the',
    '/search?q=xyzzy',
    '/covers-of-the-shop',
    '/delivery',
    '/terms',
    '/privacy',
    '/contact',
    '/cookies',
    '/no/such/page',
    '/cart',
    '/sign-in',
    '/sign-up',
    '/new-password',
  ]
  for (const path of publicPages) {
    await page.goto(path)
    await expectAccessible(page)
  }
})

test('filters are in the URL: Back removes the last one', async ({ page }) => {
  await page.goto('/search?q=the')
  const box = page.getByRole('main').getByRole('checkbox').first()
  await box.check()
  await expect(page).toHaveURL(/&/)
  await page.goBack()
  await expect(page).toHaveURL(/\/search\?q=the$/)
  await expect(box).not.toBeChecked()
})

test('two tabs change one cart without losing a change', async ({ context, request }) => {
  const [first, second] = await fetchBooksInStock(request)
  const [left, right] = [await context.newPage(), await context.newPage()]
  await putInCart(left, first)
  await putInCart(right, second)
  await Promise.all([left.goto('/cart'), right.goto('/cart')])
  for (const [tab, book] of [
    [left, first],
    [right, second],
  ] as const) {
    const saved = tab.waitForResponse((answer) => answer.request().method() === 'PUT')
    const copies = tab.getByRole('group', { name: `Quantity of ${book?.title}` })
    await copies.getByRole('button', { name: 'Increase quantity' }).click()
    await saved
  }
  for (const tab of [left, right]) {
    await tab.reload()
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Four books')
  }
})
