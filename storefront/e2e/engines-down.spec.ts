import { expect } from '@playwright/test'
import { expectAccessible } from './axe'
import { test } from './fixtures'
import {
  fetchBooksInStock,
  confirmAccount,
  heading,
  openAccount,
  readPaidOrderId,
  payButton,
  putInCart,
  goToReview,
} from './actions'

/** Runs while OpenSearch and Valkey are stopped: `tests/journeys` stops and starts them. */
test('without its engines the shop searches by title, says so, and sells', async ({ page, request }) => {
  const [book] = await fetchBooksInStock(request)
  const category = book?.category ?? ''
  await test.step('the search is degraded and says so, and a category shows its books without filters', async () => {
    await page.goto(`/search?q=${encodeURIComponent(book?.title ?? '')}`)
    await expect(page.getByText('Showing matching titles')).toBeVisible()
    await expect(page.getByRole('main').getByRole('link', { name: book?.title }).first()).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expectAccessible(page)
    await page.goto(`/shelves/${category.toLowerCase().replace(/ /g, '-')}`)
    await expect(page.getByText('Filters aren’t available right now')).toBeVisible()
    await expect(page.getByRole('main').getByRole('link', { name: book?.title })).toBeVisible()
    await expectAccessible(page)
  })
  await test.step('the Top 20 is the last snapshot, and the home page has no errors', async () => {
    await page.goto('/top-20')
    await expect(page.getByText(/^Updated/)).toBeVisible()
    await expectAccessible(page)
    await page.goto('/')
    await expect(heading(page, 'Today’s first line')).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
  await test.step('a book is bought as usual', async () => {
    await putInCart(page, book)
    await page.goto('/checkout')
    await confirmAccount(page, await openAccount(page))
    await goToReview(page)
    await payButton(page).click()
    await readPaidOrderId(page)
  })
})
