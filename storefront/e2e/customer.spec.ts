import { expect } from '@playwright/test'
import { expectAccessible } from './axe'
import { test } from './fixtures'
import {
  cartCount,
  fetchBooksInStock,
  continueTo,
  heading,
  readPaidOrderId,
  payButton,
  putInCart,
  goToReview,
  fillCard,
} from './actions'

test.use({ storageState: async ({ customer }, provide) => provide(customer.state) })

test('every page of a customer is accessible', async ({ page, customer }) => {
  const own = [
    '/',
    '/account',
    '/account/addresses',
    '/account/cards',
    '/account/e-books',
    '/account/reviews',
    '/orders',
    `/orders/${customer.order}`,
    '/orders/01JD0000000000000000000000',
    `/checkout/done/${customer.order}`,
    '/behind-the-scenes',
    `/behind-the-scenes/${customer.order}`,
    '/wishlist',
    '/cart',
  ]
  for (const path of own) {
    await page.goto(path)
    await expectAccessible(page)
  }
})

test('paying one cart in two tabs at once places one order', async ({ context, request }) => {
  const [book] = await fetchBooksInStock(request)
  const [left, right] = [await context.newPage(), await context.newPage()]
  await putInCart(left, book)
  for (const tab of [left, right]) {
    await tab.goto('/checkout')
    await goToReview(tab)
  }
  await Promise.all([payButton(left).click(), payButton(right).click()])
  expect(await readPaidOrderId(left)).toBe(await readPaidOrderId(right))
  await left.goto('/orders')
  await expect(left.getByRole('main').getByText('Paid')).toHaveCount(2) // this order and the one of the fixture
})

test('Back and Forward keep the state of the checkout, and place no second order', async ({
  page,
  request,
}) => {
  const [book] = await fetchBooksInStock(request)
  await putInCart(page, book)
  await page.goto('/cart')
  await page.getByRole('link', { name: 'Checkout' }).click()
  await continueTo(page, 'delivery')
  await page.getByRole('radio', { name: /Express/ }).check()
  await continueTo(page, 'payment')
  await fillCard(page, '4242 4242 4242 4242')
  await page.goBack()
  await expect(page.getByRole('radio', { name: /Express/ })).toBeChecked()
  await page.goForward()
  await expect(page.getByLabel('Card number')).toHaveValue('4242 4242 4242 4242')
  await page.getByRole('button', { name: 'Review your order' }).click()
  await payButton(page).click()
  await readPaidOrderId(page)
  await expect(cartCount(page)).toHaveCount(0)
  await page.goBack()
  await expect(payButton(page)).toHaveCount(0)
  await expect(heading(page, 'Your cart is empty')).toBeVisible()
})
