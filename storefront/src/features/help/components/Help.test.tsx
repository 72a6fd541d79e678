import { screen, within } from '@testing-library/react'
import { renderApp } from '@/testing/renderApp'

it('lists delivery prices and times by country', async () => {
  renderApp('/delivery')
  const row = await screen.findByRole('row', { name: /United Kingdom/ })
  await within(row).findByText(/free from £25/)
  const [post, courier] = within(row).getAllByRole('cell')
  expect(post).toHaveTextContent('£2.99, free from £252–4 days')
  expect(courier).toHaveTextContent('£5.991–2 days')
})

it.each(['Delivery and returns', 'Terms', 'Privacy'])('links to “%s” in the footer', async (name) => {
  const { user } = renderApp('/terms')
  await user.click(await screen.findByRole('link', { name }))
  expect(await screen.findByRole('heading', { level: 1, name })).toBeVisible()
})
