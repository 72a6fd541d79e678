import { expect } from '@playwright/test'
import { expectAccessible } from './axe'
import { test } from './fixtures'
import {
  booksInMasthead,
  booksInStock,
  choose,
  heading,
  paidOrder,
  pay,
  putInCart,
  toReview,
  writeCard,
} from './actions'

test.use({ storageState: async ({ reader }, provide) => provide(reader.state) })

test('every page of one’s own can be read by everybody', async ({ page, reader }) => {
  const own = [
    '/',
    '/account',
    '/account/addresses',
    '/account/reviews',
    '/orders',
    `/orders/${reader.order}`,
    '/orders/01JD0000000000000000000000',
    `/checkout/done/${reader.order}`,
    '/behind-the-scenes',
    `/behind-the-scenes/${reader.order}`,
    '/wishlist',
    '/cart',
  ]
  for (const path of own) {
    await page.goto(path)
    await expectAccessible(page)
  }
})

test('one cart, paid for in two tabs at once, is one order', async ({ context, request }) => {
  const [book] = await booksInStock(request)
  const [left, right] = [await context.newPage(), await context.newPage()]
  await putInCart(left, book)
  for (const tab of [left, right]) {
    await tab.goto('/checkout')
    await toReview(tab)
  }
  await Promise.all([pay(left).click(), pay(right).click()])
  expect(await paidOrder(left)).toBe(await paidOrder(right))
  await left.goto('/orders')
  await expect(left.getByRole('main').getByText('Paid')).toHaveCount(2) // this one and the one from before
})

test('Back and Forward lose nothing in the checkout, and after paying buy nothing twice', async ({
  page,
  request,
}) => {
  const [book] = await booksInStock(request)
  await putInCart(page, book)
  await page.goto('/cart')
  await page.getByRole('link', { name: 'To the checkout' }).click()
  await choose(page, 'the delivery')
  await page.getByRole('radio', { name: /Express/ }).check()
  await choose(page, 'the payment')
  await writeCard(page, '4242 4242 4242 4242')
  await page.goBack()
  await expect(page.getByRole('radio', { name: /Express/ })).toBeChecked()
  await page.goForward()
  await expect(page.getByLabel('Card number')).toHaveValue('4242 4242 4242 4242')
  await page.getByRole('button', { name: 'Review the order' }).click()
  await pay(page).click()
  await paidOrder(page)
  await expect(booksInMasthead(page)).toHaveCount(0)
  await page.goBack()
  await expect(pay(page)).toHaveCount(0)
  await expect(heading(page, 'No books yet')).toBeVisible()
})
