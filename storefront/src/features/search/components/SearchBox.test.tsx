import { screen, waitFor } from '@testing-library/react'
import { answers, answersWith, away } from '@/testing/mockServices'
import { book, found, hit } from '@/testing/builders'
import { visit } from '@/testing/renderApp'

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

const field = () => screen.findByRole('combobox', { name: 'Search the shop' })

beforeEach(() => {
  answers('search/suggest', suggestions)
  answers('search/search', found([hit()]))
  answers('catalog/authors/virginia-woolf', {
    author_id: 'virginia-woolf',
    name: 'Virginia Woolf',
    books: { items: [], next: null },
  })
})

it('suggests in groups, and takes the row that the arrows chose', async () => {
  const { person, router } = visit('/terms')
  await person.type(await field(), 'wo')
  expect(await screen.findByRole('option', { name: /The Woman in White/ })).toBeVisible()
  expect(screen.getByRole('group', { name: 'Authors' })).toHaveTextContent('nine books')

  await person.keyboard('{ArrowDown}{ArrowDown}')
  const chosen = screen.getByRole('option', { selected: true })
  expect(chosen).toHaveTextContent('Virginia Woolf')
  expect(await field()).toHaveAttribute('aria-activedescendant', chosen.id)
  await person.keyboard('{Enter}')
  await waitFor(() => expect(router.state.location.pathname).toBe('/authors/virginia-woolf'))
})

it('goes to a book by a click', async () => {
  answers('catalog/books/the-woman-in-white', book())
  answers('catalog/books/the-woman-in-white/reviews', { items: [], next: null })
  away('recommendations/books/emma/also-bought')
  away('recommendations/bestsellers')
  const { person, router } = visit('/terms')
  await person.type(await field(), 'wo')
  await person.click(await screen.findByRole('option', { name: /The Woman in White/ }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/books/the-woman-in-white'))
})

it('searches for the words as typed when no row is chosen, and remembers them', async () => {
  const { person, router } = visit('/terms')
  await person.type(await field(), 'woman{Enter}')
  await waitFor(() =>
    expect(router.state.location.pathname + router.state.location.search).toBe('/search?q=woman'),
  )
  await screen.findByRole('heading', { level: 1, name: /books? for “woman”/ })
  expect(await field()).toHaveValue('woman')

  await person.clear(await field())
  expect(await screen.findByRole('option', { name: /woman/ })).toBeVisible()
})

it('closes on Escape, and clears on the next', async () => {
  const { person } = visit('/terms')
  await person.type(await field(), 'wo')
  await screen.findByRole('option', { name: /Woman/ })
  await person.keyboard('{Escape}')
  expect(await field()).toHaveAttribute('aria-expanded', 'false')
  expect(await field()).toHaveValue('wo')
  await person.keyboard('{Escape}')
  expect(await field()).toHaveValue('')
})

it('asks once the typing pauses, not for every letter', async () => {
  const asked: (string | null)[] = []
  answersWith('search/suggest', (query) => {
    asked.push(query.get('q'))
    return suggestions
  })
  const { person } = visit('/terms')
  await person.type(await field(), 'woman')
  await screen.findByRole('option', { name: /Woman/ })
  expect(asked).toEqual(['woman'])
})

it('is still a search field when suggestions are away', async () => {
  away('search/suggest')
  const { person, router } = visit('/terms')
  await person.type(await field(), 'woman{Enter}')
  await waitFor(() => expect(router.state.location.pathname).toBe('/search'))
})

it('is reached by "/" from anywhere on the page', async () => {
  const { person } = visit('/terms')
  await screen.findByRole('heading', { level: 1 })
  await person.keyboard('/')
  expect(await field()).toHaveFocus()
  expect(await field()).toHaveValue('')
})
