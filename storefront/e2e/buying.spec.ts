import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe'
import { booksInStock, heading, putInCart, signUp, writeAddress, writeCard } from './shop'

test('a guest buys two books, proves to be who they are, follows the order and gives it up', async ({
  page,
  request,
}) => {
  for (const book of await booksInStock(request, 2)) await putInCart(page, book)
  await page.goto('/cart')
  await expect(heading(page, 'Two books')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'One more' }).first().click()
  await expect(heading(page, 'Three books')).toBeVisible()

  await page.getByRole('link', { name: 'To the checkout' }).click()
  await expect(heading(page, 'Sign in')).toBeVisible()
  await expectAccessible(page)
  const email = await signUp(page)
  await expect(page.getByText('Two books from this device were added to your cart.')).toBeVisible()

  await expect(heading(page, 'Where may we send it?')).toBeVisible()
  await page.getByRole('button', { name: 'Choose the delivery' }).click()
  await expect(page.getByLabel('Full name')).toBeFocused() // what is missing is said, and shown
  await expectAccessible(page)
  await writeAddress(page)
  await page.getByRole('button', { name: 'Choose the delivery' }).click()
  await page.getByRole('radio', { name: /Express/ }).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Choose the payment' }).click()

  await writeCard(page, '4000 0000 0000 0002')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Review the order' }).click()
  await expect(heading(page, 'One last look')).toBeFocused()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Pay/ }).click()
  await expect(page.getByText('The bank declined this card.')).toBeVisible()

  await writeCard(page, '4000 0000 0000 3220')
  await page.getByRole('button', { name: 'Review the order' }).click()
  await page.getByRole('button', { name: /^Pay/ }).dblclick()
  await page.getByRole('button', { name: 'Fail authentication' }).click()
  await expect(page.getByText('The bank could not confirm that it was you.')).toBeVisible()
  await expectAccessible(page)

  await writeCard(page, '4000 0000 0000 3220')
  await page.getByRole('button', { name: /^Pay/ }).click()
  await page.getByRole('button', { name: 'Complete authentication' }).click()
  await expect(heading(page, 'Thank you')).toBeVisible()
  await expect(page.getByText(email)).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Your shop' }).getByText('books')).toHaveCount(0)
  await expectAccessible(page)

  await page.reload()
  await expect(heading(page, 'Thank you')).toBeVisible()
  await page.getByRole('link', { name: 'Follow the parcel' }).click()
  await expect(heading(page, 'Three books, being packed')).toBeVisible()
  await expect(page.getByText('This order is paid.')).toBeAttached()
  await expectAccessible(page)

  const orderPage = page.url()
  await page.getByRole('link', { name: /behind the scenes/ }).click()
  await expect(page.getByRole('row', { name: /OrderPaid cart/ })).toBeVisible()
  await expectAccessible(page)

  await page.goto(orderPage)
  await page.getByRole('button', { name: 'Cancel this order' }).click()
  await page.getByRole('button', { name: 'Yes, cancel it' }).click()
  await expect(heading(page, 'Three books, not sent after all')).toBeVisible()
  await expect(page.getByRole('complementary').getByText('Given back')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)

  for (const path of [
    '/orders',
    '/account',
    '/account/addresses',
    '/account/reviews',
    '/wishlist',
    '/cart',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0)
    await expectAccessible(page)
  }
})
