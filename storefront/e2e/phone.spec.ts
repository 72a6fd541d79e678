import { expect, test } from '@playwright/test'
import { confirmAccount, heading, openAccount, readPaidOrderId, payButton, goToReview } from './actions'

test('a new customer buys a book on a phone', async ({ page }) => {
  await page.goto('/')
  await page
    .getByRole('region', { name: /Bestsellers|first line/i })
    .first()
    .getByRole('link')
    .first()
    .tap()
  await page.locator('.pay').getByRole('button', { name: 'Add to cart' }).tap()
  await page.getByRole('link', { name: /^Cart/ }).first().tap()
  await expect(heading(page, 'One book')).toBeVisible()
  await page.getByRole('link', { name: 'Checkout' }).tap()
  await confirmAccount(page, await openAccount(page))
  await goToReview(page)
  await payButton(page).tap()
  await readPaidOrderId(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})
