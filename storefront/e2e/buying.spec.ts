import { expect } from '@playwright/test'
import { expectAccessible } from './axe'
import { signInAsStaff, test } from './fixtures'
import {
  cartCount,
  fetchBooksInStock,
  continueTo,
  confirmAccount,
  heading,
  openAccount,
  readPaidOrderId,
  payButton,
  putInCart,
  goToReview,
  fillAddress,
  fillCard,
} from './actions'

const THREE_D_SECURE = '4000 0000 0000 3220'
const DECLINED = '4000 0000 0000 0002'

test('a guest finds a book, buys it, follows its delivery and reviews it', async ({
  page,
  request,
  browser,
}) => {
  const [book, other] = (await fetchBooksInStock(request)).filter(({ title }) => title.length > 12)
  if (!book || !other) throw new Error('two books are needed')
  await test.step('searches with a typing error and filters', async () => {
    await page.goto('/')
    await page.getByRole('combobox').fill(book.title.slice(0, 5) + book.title.slice(6))
    await page.keyboard.press('Enter')
    await page
      .getByRole('main')
      .getByRole('checkbox', { name: /Paperback/ })
      .check()
    await expect(page).toHaveURL(/format=paperback/)
    await page.getByRole('main').getByRole('link', { name: book.title }).first().click()
    await expect(heading(page, book.title)).toBeVisible()
  })
  await test.step('fills the cart', async () => {
    await putInCart(page, book)
    await putInCart(page, other)
    await page.goto('/cart')
    await page.getByRole('button', { name: 'Increase quantity' }).first().click()
    await expect(heading(page, 'Three books')).toBeVisible()
    await expectAccessible(page)
  })
  const email = await test.step('signs up, and the cart is merged', async () => {
    await page.getByRole('link', { name: 'Checkout' }).click()
    const email = await openAccount(page)
    await expectAccessible(page)
    await confirmAccount(page, email)
    await expect(page.getByText('Two books from this device were added to your cart.')).toBeVisible()
    return email
  })
  await test.step('chooses address and shipping', async () => {
    await continueTo(page, 'delivery')
    await expect(page.getByLabel('Full name')).toBeFocused() // the first missing field has the focus
    await expectAccessible(page)
    await fillAddress(page)
    await continueTo(page, 'delivery')
    await page.getByRole('radio', { name: /Express/ }).check()
    await expectAccessible(page)
    await continueTo(page, 'payment')
  })
  await test.step('pays after a declined card and a failed authentication', async () => {
    await fillCard(page, DECLINED)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Review your order' }).click()
    await expect(heading(page, 'Review your order')).toBeFocused()
    await expectAccessible(page)
    await payButton(page).click()
    await expect(page.getByText('The bank declined this card.')).toBeVisible()
    await fillCard(page, THREE_D_SECURE)
    await page.getByRole('button', { name: 'Review your order' }).click()
    await payButton(page).dblclick()
    await page.getByRole('button', { name: 'Fail authentication' }).click()
    await expect(page.getByText('The bank could not confirm that it was you.')).toBeVisible()
    await expectAccessible(page)
    await fillCard(page, THREE_D_SECURE)
    await payButton(page).click()
    await page.getByRole('button', { name: 'Complete authentication' }).click()
  })
  const order = await readPaidOrderId(page)
  await expect(page.getByText(email)).toBeVisible()
  await expect(cartCount(page)).toHaveCount(0)
  await page.reload()
  await expect(heading(page, 'Thank you')).toBeVisible()
  await expectAccessible(page)

  await test.step('sees the order’s progress without reloading', async () => {
    const moveOrder = await signInAsStaff(browser)
    await page.getByRole('link', { name: 'View your order' }).click()
    await expect(heading(page, 'Three books, being packed')).toBeVisible()
    await moveOrder(order, 'ship')
    await expect(heading(page, 'Three books, on their way')).toBeVisible()
    await moveOrder(order, 'deliver')
    await expect(heading(page, 'Three books, delivered')).toBeVisible()
    await expectAccessible(page)
  })
  await test.step('opens the trace of the order', async () => {
    await page.getByRole('link', { name: /behind the scenes/ }).click()
    await expect(page.getByRole('row', { name: /OrderPaid cart/ })).toBeVisible()
    await expectAccessible(page)
  })
  await test.step('writes a review', async () => {
    await page.goto(`/orders/${order}`)
    await page.getByRole('link', { name: `Write a review of ${book.title}` }).click()
    await page.getByRole('button', { name: 'Write a review' }).click()
    await page.getByRole('radio', { name: '4 stars' }).check({ force: true }) // the star covers the radio button
    await page.getByLabel('Display name').fill('Ann')
    await page.getByLabel(/Your review/).fill('Read in one night.')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Submit review' }).click()
    await expect(page.getByRole('article').filter({ hasText: 'Read in one night.' }).first()).toBeVisible()
  })
  await test.step('buys another book and cancels the order', async () => {
    await putInCart(page, other)
    await page.goto('/checkout')
    await goToReview(page)
    await payButton(page).click()
    await page.goto(`/orders/${await readPaidOrderId(page)}`)
    await page.getByRole('button', { name: 'Cancel this order' }).click()
    await page.getByRole('button', { name: 'Yes, cancel order' }).click()
    await expect(heading(page, 'Order cancelled')).toBeVisible()
    await expect(page.getByRole('complementary').getByText('Refunded')).toBeVisible({ timeout: 30_000 })
    await expectAccessible(page)
  })
})
