import { screen, within } from '@testing-library/react'
import { visit } from '@/testing/renderApp'

it('says what the post costs and how long it takes, country by country', async () => {
  visit('/delivery')
  const row = await screen.findByRole('row', { name: /United Kingdom/ })
  await within(row).findByText(/free from £25/)
  const [post, courier] = within(row).getAllByRole('cell')
  expect(post).toHaveTextContent('£2.99, free from £252–4 days')
  expect(courier).toHaveTextContent('£5.991–2 days')
})

it.each(['Delivery and returns', 'Terms', 'Privacy'])(
  'leads to “%s” from the foot of a page',
  async (name) => {
    const { person } = visit('/terms')
    await person.click(await screen.findByRole('link', { name }))
    expect(await screen.findByRole('heading', { level: 1, name })).toBeVisible()
  },
)
