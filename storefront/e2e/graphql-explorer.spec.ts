import { expect, type Page } from '@playwright/test'
import { test } from './fixtures'

const run = (page: Page) => page.getByRole('button', { name: /^Execute query/ }).click()

const response = (page: Page) => page.getByRole('region', { name: 'Result Window' })

/** Fail for whatever the page's policy refuses, and for what comes from another address. */
function watch(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('request', (request) => {
    if (request.isNavigationRequest()) return
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== new URL(page.url()).origin) problems.push(request.url())
  })
  return problems
}

test('a guest runs an example in the GraphQL explorer, without a request to another address', async ({
  page,
}) => {
  const problems = watch(page)
  await page.goto('/graphql-explorer')
  await expect(page.getByLabel('Ask as')).toHaveValue('guest')
  await run(page)
  await expect(response(page)).toContainText('Barchester Towers')
  await page.getByLabel('Example', { exact: true }).selectOption('A page of books by title, and the next one')
  await run(page)
  await expect(response(page)).toContainText('nodes')
  expect(problems).toEqual([])
})

test.describe('with an account', () => {
  test.use({ storageState: async ({ customer }, provide) => provide(customer.state) })

  test('a customer asks the GraphQL explorer as themselves', async ({ page }) => {
    await page.goto('/graphql-explorer')
    await expect(page.getByLabel('Ask as')).toHaveValue('customer')
    await page.getByLabel('Example', { exact: true }).selectOption('May I review it? As a customer')
    await run(page)
    await expect(response(page)).toContainText('mayWrite')
    await page.getByLabel('Ask as').selectOption('guest')
    await run(page)
    await expect(response(page)).toContainText('Unauthorized')
  })
})
