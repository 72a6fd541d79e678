import { expect, test, type Page } from '@playwright/test'
import { PASSWORD, confirmAccount, heading, openAccount, readCode } from './actions'
import { expectAccessible } from './axe'

const NEXT = 'another quiet harbour'

async function openSignedUp(page: Page): Promise<string> {
  await page.goto('/sign-in')
  const email = await openAccount(page)
  await confirmAccount(page, email)
  await page.getByRole('link', { name: 'Account', exact: true }).click()
  await heading(page, 'Your account').waitFor()
  return email
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('the page after signing up is the same for an address that has an account', async ({
  page,
  browser,
}) => {
  const email = await openSignedUp(page)
  const stranger = await (await browser.newContext()).newPage()
  const pages: string[] = []
  for (const address of [email, `nobody-${Date.now()}@bookstore.example`]) {
    await stranger.goto('/sign-up')
    await stranger.getByLabel('Email').fill(address)
    await stranger.getByRole('button', { name: 'Continue' }).click()
    await stranger.getByLabel('Verification code').fill('000000')
    await stranger.getByRole('textbox', { name: 'New password' }).fill(NEXT)
    await stranger.getByRole('button', { name: 'Create account' }).click()
    await expect(stranger.getByText('That code isn’t right.')).toBeVisible()
    const text = await stranger.getByRole('main').innerText()
    pages.push(text.replaceAll(address, '…').replace(/in \d+ seconds/, 'in … seconds'))
  }
  expect(pages[0]).toBe(pages[1])
})

test('a common password is refused where it is typed, and a new one signs the other device out', async ({
  page,
  browser,
}) => {
  const email = await openSignedUp(page)
  const other = await (await browser.newContext()).newPage()
  await signIn(other, email, PASSWORD)
  await other.getByRole('link', { name: 'Account', exact: true }).waitFor()

  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByLabel('Current password').fill(PASSWORD)
  await page.getByRole('textbox', { name: 'New password' }).fill('Password123')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText(/on lists that thieves try first/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('textbox', { name: 'New password' }).fill(NEXT)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText(/Your other devices have been signed out/)).toBeVisible()
  await page.reload()
  await heading(page, 'Your account').waitFor()

  const renewed = await other.evaluate(async () => {
    const settings = (await (await fetch('/settings.json')).json()) as {
      cognito: { endpoint: string; client_id: string }
    }
    const key = Object.keys(localStorage).find((name) => name.endsWith('.refreshToken')) ?? ''
    const answer = await fetch(settings.cognito.endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      },
      body: JSON.stringify({
        ClientId: settings.cognito.client_id,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: localStorage.getItem(key) },
      }),
    })
    return answer.status
  })
  expect(renewed).toBe(400)
})

test('a new email counts once its code is entered', async ({ page }) => {
  const email = await openSignedUp(page)
  const next = `new-${email}`
  await page.getByRole('button', { name: 'Change email' }).click()
  await page.getByLabel('New email').fill(next)
  await page.getByLabel('Current password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Send code' }).click()
  await page.getByLabel('Verification code').fill(await readCode(page.request, next))
  await expect(page.getByText(`Until then your email stays ${email}`)).toBeVisible()
  await page.getByRole('button', { name: 'Change email' }).click()
  await expect(page.getByText(`Your email is now ${next}.`)).toBeVisible()
  await page.getByRole('button', { name: 'Sign out on all devices' }).click()
  await expect(page.getByText('You’ve been signed out on all devices.')).toBeVisible()
  await signIn(page, email, PASSWORD)
  await expect(page.getByText('Wrong email or password.')).toBeVisible()
  await signIn(page, next, PASSWORD)
  await page.getByRole('link', { name: 'Account', exact: true }).waitFor()
})
