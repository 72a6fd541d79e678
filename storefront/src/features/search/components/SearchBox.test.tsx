import { fireEvent, screen, waitFor } from '@testing-library/react'
import { mockGet, mockGetWith, mockGraphql, mockUnavailable } from '@/testing/mockServices'
import { book, searchResponse, hit } from '@/testing/builders'
import { renderApp } from '@/testing/renderApp'

const suggestions = {
  books: [
    {
      book_id: 'the-woman-in-white',
      title: 'The Woman in White',
      authors: [{ author_id: 'wilkie-collins', name: 'Wilkie Collins' }],
      category: 'Mystery',
      series: null,
      cover: null,
    },
  ],
  authors: [{ author_id: 'virginia-woolf', name: 'Virginia Woolf', books: 9 }],
  series: [],
  categories: [],
}

const field = () => screen.findByRole('combobox', { name: 'Search books' })

beforeEach(() => {
  mockGet('search/suggest', suggestions)
  mockGet('search/search', searchResponse([hit()]))
  mockGet('catalog/authors/virginia-woolf', {
    author_id: 'virginia-woolf',
    name: 'Virginia Woolf',
    books: { items: [], next: null },
  })
})

it('suggests in groups, and opens the option chosen by the arrow keys', async () => {
  const { user, router } = renderApp('/terms')
  await user.type(await field(), 'wo')
  expect(await screen.findByRole('option', { name: /The Woman in White/ })).toBeVisible()
  expect(screen.getByRole('group', { name: 'Authors' })).toHaveTextContent('nine books')

  await user.keyboard('{ArrowDown}{ArrowDown}')
  const chosen = screen.getByRole('option', { selected: true })
  expect(chosen).toHaveTextContent('Virginia Woolf')
  expect(await field()).toHaveAttribute('aria-activedescendant', chosen.id)
  await user.keyboard('{Enter}')
  await waitFor(() => expect(router.state.location.pathname).toBe('/authors/virginia-woolf'))
})

it('opens a book by a click', async () => {
  mockGet('catalog/books/the-woman-in-white', book())
  mockGet('catalog/books/the-woman-in-white/reviews', { items: [], next: null })
  mockGraphql('AlsoBought', { book: { alsoBought: null } })
  mockUnavailable('recommendations/bestsellers')
  const { user, router } = renderApp('/terms')
  await user.type(await field(), 'wo')
  await user.click(await screen.findByRole('option', { name: /The Woman in White/ }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/books/the-woman-in-white'))
})

it('searches for the typed words without a chosen option, and stores them', async () => {
  const { user, router } = renderApp('/terms')
  await user.type(await field(), 'woman{Enter}')
  await waitFor(() =>
    expect(router.state.location.pathname + router.state.location.search).toBe('/search?q=woman'),
  )
  await screen.findByRole('heading', { level: 1, name: /books? for “woman”/ })
  expect(await field()).toHaveValue('woman')

  await user.clear(await field())
  expect(await screen.findByRole('option', { name: /woman/ })).toBeVisible()
})

it('closes on Escape, and clears the field on the next one', async () => {
  const { user } = renderApp('/terms')
  await user.type(await field(), 'wo')
  await screen.findByRole('option', { name: /Woman/ })
  await user.keyboard('{Escape}')
  expect(await field()).toHaveAttribute('aria-expanded', 'false')
  expect(await field()).toHaveValue('wo')
  await user.keyboard('{Escape}')
  expect(await field()).toHaveValue('')
})

it('debounces the requests', async () => {
  const requests: (string | null)[] = []
  mockGetWith('search/suggest', (query) => {
    requests.push(query.get('q'))
    return suggestions
  })
  const { user } = renderApp('/terms')
  await user.type(await field(), 'woman')
  await screen.findByRole('option', { name: /Woman/ })
  expect(requests).toEqual(['woman'])
})

it('works as a search field while suggestions are unavailable', async () => {
  mockUnavailable('search/suggest')
  const { user, router } = renderApp('/terms')
  await user.type(await field(), 'woman{Enter}')
  await waitFor(() => expect(router.state.location.pathname).toBe('/search'))
})

it('takes the focus on "/"', async () => {
  const { user } = renderApp('/terms')
  await screen.findByRole('heading', { level: 1 })
  await user.keyboard('/')
  expect(await field()).toHaveFocus()
  expect(await field()).toHaveValue('')
})

it.each(['ArrowDown', 'ArrowUp', 'Escape'])('leaves %s to an input method that composes', async (key) => {
  const { user } = renderApp('/terms')
  await user.type(await field(), 'wo')
  await screen.findByRole('option', { name: /Woman/ })
  const isUnhandled = fireEvent.keyDown(await field(), { key, isComposing: true, cancelable: true })
  expect(isUnhandled).toBe(true)
  expect(await field()).toHaveAttribute('aria-expanded', 'true')
  expect(screen.queryByRole('option', { selected: true })).not.toBeInTheDocument()
})
