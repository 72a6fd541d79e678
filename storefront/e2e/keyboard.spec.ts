import { expect, test, type Page } from '@playwright/test'
import { PASSWORD, fetchBooksInStock, heading, readCode } from './actions'

/**
 * Press Tab until the element has the focus; it must be in the viewport and not under the header (WCAG
 * 2.4.11).
 */
async function tabTo(page: Page, role: 'button' | 'link' | 'textbox' | 'radio', name: string | RegExp) {
  const target = page.getByRole(role, { name }).first()
  await target.waitFor()
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expect(target).toBeInViewport()
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`The Tab key never came to the ${role} "${name}"`)
}

async function fill(page: Page, name: string | RegExp, text: string) {
  await tabTo(page, 'textbox', name)
  await page.keyboard.type(text)
}

async function press(page: Page, role: 'button' | 'link', name: string | RegExp) {
  await tabTo(page, role, name)
  await page.keyboard.press('Enter')
}

test('from a book to a paid order without a mouse', async ({ page, request }) => {
  const [book] = await fetchBooksInStock(request)
  await page.goto(`/books/${book?.book_id}`)
  await press(page, 'button', 'Add to cart')
  await press(page, 'link', /^Cart/)
  await expect(heading(page, 'One book')).toBeFocused()
  await press(page, 'link', 'Checkout')
  await press(page, 'link', 'Create an account')
  await heading(page, 'Create an account').waitFor()
  const email = `keys-${Date.now()}@bookstore.example`
  await fill(page, 'Email', email)
  await page.keyboard.press('Enter')
  await page.getByLabel('Verification code').waitFor()
  await fill(page, 'Verification code', await readCode(request, email))
  await fill(page, 'New password', PASSWORD)
  await page.keyboard.press('Enter')

  await fill(page, 'Full name', 'Ann Reader')
  await fill(page, 'House number and street', '221B Baker Street')
  await fill(page, 'Town or city', 'London')
  await fill(page, 'Postcode', 'NW1 6XE')
  await page.keyboard.press('Enter')
  await tabTo(page, 'radio', /Standard/)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /Express/ })).toBeChecked()
  await press(page, 'button', 'Continue to payment')
  await fill(page, 'Card number', '4242424242424242')
  await fill(page, 'Expiry date', '0934')
  await fill(page, 'Security code', '123')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Review your order')).toBeFocused()
  await press(page, 'button', /^Pay/)
  await expect(heading(page, 'Thank you')).toBeVisible()

  await press(page, 'link', 'View your order')
  await press(page, 'button', 'Cancel this order')
  await press(page, 'button', 'Yes, cancel order')
  await expect(heading(page, 'Order cancelled')).toBeVisible()
})
