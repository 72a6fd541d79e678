import { act, screen, waitFor, within } from '@testing-library/react'
import type { Company } from '@/lib/settings'
import { renderApp } from '@/testing/renderApp'
import { COMPANY } from '@/testing/server'

/** Render a page of a shop with this company, in place of the settings that were loaded once. */
async function renderWith(path: string, company: Company | null) {
  const { queries } = renderApp(path)
  await waitFor(() => expect(queries.getQueryData(['settings'])).toBeDefined())
  act(() => void queries.setQueryData(['settings'], { cognito: {}, stripe: {}, company }))
}

it('lists delivery prices and times by country', async () => {
  renderApp('/delivery')
  const row = await screen.findByRole('row', { name: /United Kingdom/ })
  await within(row).findByText(/free from £25/)
  const [post, courier] = within(row).getAllByRole('cell')
  expect(post).toHaveTextContent('£2.99, free from £252–4 days')
  expect(courier).toHaveTextContent('£5.991–2 days')
})

it.each(['Contact', 'Delivery and returns', 'Terms', 'Privacy', 'Cookies and storage'])(
  'links to “%s” in the footer',
  async (name) => {
    const { user } = renderApp('/terms')
    await user.click(await screen.findByRole('link', { name }))
    expect(await screen.findByRole('heading', { level: 1, name })).toBeVisible()
  },
)

it.each(['/contact', '/terms', '/privacy'])('names the company on %s', async (path) => {
  renderApp(path)
  expect(await screen.findByText(/company number 12345678/)).toHaveTextContent('GB 123 4567 89')
})

it('says where and for how long a book can be returned', async () => {
  renderApp('/delivery')
  expect(await screen.findByText(/within 30 days of receiving it/)).toBeVisible()
  expect(await screen.findByText(/Margins Returns/)).toBeVisible()
  expect(screen.getAllByText('help@margins.example')[0]).toHaveAttribute(
    'href',
    'mailto:help@margins.example',
  )
})

it('shows a phone number only where there is one', async () => {
  await renderWith('/contact', { ...COMPANY, phone: '+44 20 0000 0000' })
  expect(await screen.findByRole('link', { name: '+44 20 0000 0000' })).toHaveAttribute(
    'href',
    'tel:+442000000000',
  )
})

it('marks example facts', async () => {
  await renderWith('/contact', { ...COMPANY, is_example: true })
  expect(await screen.findByText(/^Example details/)).toBeVisible()
})

it('says that the facts are not set, and falls back to what the law asks for', async () => {
  await renderWith('/delivery', null)
  expect(await screen.findByText(/haven’t been set up yet/)).toBeVisible()
  expect(screen.getByText(/within 14 days of receiving it/)).toBeVisible()
})
