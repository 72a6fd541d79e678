import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { renderApp } from '@/testing/renderApp'
import { COMPANY, server } from '@/testing/server'

const mockCompany = (company: object | null) =>
  server.use(http.get('*/settings.json', () => HttpResponse.json({ cognito: {}, stripe: {}, company })))

vi.mock('@/lib/settings', async (original) => {
  const settings = await original<typeof import('@/lib/settings')>()
  // The settings are loaded once per page; each test has its own.
  const queryFn = async (): Promise<unknown> => (await fetch('/settings.json')).json()
  return { ...settings, settingsQuery: () => ({ ...settings.settingsQuery(), queryFn }) }
})

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
    const { user } = renderApp('/top-20-none')
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
  mockCompany({ ...COMPANY, phone: '+44 20 0000 0000' })
  renderApp('/contact')
  expect(await screen.findByRole('link', { name: '+44 20 0000 0000' })).toHaveAttribute(
    'href',
    'tel:+442000000000',
  )
})

it('marks example facts', async () => {
  mockCompany({ ...COMPANY, is_example: true })
  renderApp('/contact')
  expect(await screen.findByText(/^Example details/)).toBeVisible()
})

it('says that the facts are not set, and falls back to what the law asks for', async () => {
  mockCompany(null)
  renderApp('/delivery')
  expect(await screen.findByText(/haven’t been set up yet/)).toBeVisible()
  expect(screen.getByText(/within 14 days of receiving it/)).toBeVisible()
})
