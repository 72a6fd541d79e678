import { screen, waitFor, within } from '@testing-library/react'
import { answers } from '@/testing/mockServices'
import { found, hit } from '@/testing/builders'
import { visit } from '@/testing/renderApp'

beforeEach(() => answers('search/search', found([hit()])))

it('opens the filters in a drawer, filters at once, and gives the focus back', async () => {
  const { person, router } = visit('/search?q=emma')
  const button = await screen.findByRole('button', { name: 'Narrow the list' })
  await person.click(button)
  const drawer = await screen.findByRole('dialog', { name: 'Narrow the list' })
  await person.click(within(drawer).getByRole('checkbox', { name: /E-book/ }))
  expect(router.state.location.search).toBe('?q=emma&format=ebook')
  await person.click(within(drawer).getByRole('button', { name: 'Show one book' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(button).toHaveFocus()
})

it('shows covers in a grid when asked, and next time too', async () => {
  const { person, unmount } = visit('/search?q=emma')
  await person.click(await screen.findByRole('button', { name: 'Show as a grid of covers' }))
  expect(screen.queryByRole('heading', { level: 2, name: 'Emma' })).not.toBeInTheDocument()
  unmount()
  visit('/search?q=emma')
  expect(await screen.findByRole('button', { name: 'Show as a list' })).toBeVisible()
})
