/** A customer with a paid order, created once per worker, and requests of the staff. */
import { test as base, type Browser, type BrowserContext } from '@playwright/test'
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

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

export interface Customer {
  /** The signed-in browser state, for `browser.newContext({ storageState })`. */
  state: StorageState
  order: string
}

const STAFF = { email: 'orders@bookstore.example', password: 'Correct-horse-9' }

export const test = base.extend<object, { customer: Customer }>({
  customer: [
    async ({ browser }, provide, { project }) => {
      const context = await browser.newContext(project.use)
      const page = await context.newPage()
      const [book] = await fetchBooksInStock(page.request)
      await putInCart(page, book)
      await page.goto('/checkout')
      await confirmAccount(page, await openAccount(page))
      await goToReview(page)
      await payButton(page).click()
      const order = await readPaidOrderId(page)
      const state = await context.storageState()
      await context.close()
      await provide({ state, order })
    },
    { scope: 'worker' },
  ],
})

/** Sign in as staff and return a function that ships or delivers an order by the API. */
export async function signInAsStaff(
  browser: Browser,
): Promise<(order: string, step: 'ship' | 'deliver') => Promise<void>> {
  const page = await browser.newPage({ storageState: { cookies: [], origins: [] } })
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(STAFF.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(STAFF.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await heading(page, 'Sign in').waitFor({ state: 'detached' })
  const token = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.endsWith('.idToken'))
    return localStorage.getItem(key ?? '') ?? ''
  })
  return async (order, step) => {
    const parcel = { carrier: 'Royal Mail', tracking: 'RM123456785GB' }
    const answer = await page.request.post(`/api/orders/orders/${order}/${step}`, {
      headers: { Authorization: token },
      data: step === 'ship' ? parcel : undefined,
    })
    if (!answer.ok()) throw new Error(`${step}: ${answer.status()} ${await answer.text()}`)
  }
}
