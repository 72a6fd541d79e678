import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse } from 'msw'
import { answers, answersWith, away } from '@/testing/mockServices'
import { book, found, hit } from '@/testing/builders'
import { visit } from '@/testing/renderApp'

const emma = hit({ highlights: { ...hit().highlights, title: '<mark>Emma</mark> &amp; Co' } })

it('narrows by a facet, says so in the address, and widens again by its chip', async () => {
  const asked: string[] = []
  answersWith('search/search', (query) => {
    asked.push(query.get('format') ?? '')
    return found([emma])
  })
  const { person, router } = visit('/search?q=emma&page=2')
  const ebooks = await screen.findByRole('checkbox', { name: /E-book/ })
  await person.click(ebooks)
  expect(router.state.location.search).toBe('?q=emma&format=ebook') // a narrower list begins on its first page
  await waitFor(() => expect(asked.at(-1)).toBe('ebook'))

  await person.click(screen.getByRole('checkbox', { name: /Paperback/ }))
  expect(new URLSearchParams(router.state.location.search).get('format')).toBe('ebook,paperback')

  await person.click(screen.getByRole('link', { name: /Take away: E-book/ }))
  expect(new URLSearchParams(router.state.location.search).get('format')).toBe('paperback')
  await person.click(screen.getByRole('link', { name: 'Clear all' }))
  expect(router.state.location.search).toBe('?q=emma')
})

it('asks for a span of prices and for stars', async () => {
  answers('search/search', found([emma]))
  const { person, router } = visit('/search?q=emma')
  await person.click(await screen.findByRole('checkbox', { name: /£5 to £10/ }))
  await person.click(screen.getByRole('checkbox', { name: /4 of 5 stars/ }))
  expect(Object.fromEntries(new URLSearchParams(router.state.location.search))).toEqual({
    q: 'emma',
    price_min: '500',
    price_max: '999',
    rating_min: '4',
  })
})

it('marks the found words and reads everything else as text', async () => {
  answers('search/search', found([emma]))
  visit('/search?q=emma')
  const title = await screen.findByRole('heading', { level: 2, name: 'Emma & Co' })
  expect(within(title).getByText('Emma').tagName).toBe('MARK')
})

it('sorts by what the address says', async () => {
  const asked: (string | null)[] = []
  answersWith('search/search', (query) => {
    asked.push(query.get('sort'))
    return found([emma])
  })
  const { person } = visit('/search?q=emma')
  await person.selectOptions(await screen.findByRole('combobox', { name: 'Sort by' }), 'Price, low to high')
  await waitFor(() => expect(asked.at(-1)).toBe('price_low'))
  expect(await screen.findByText('£4.49')).toBeVisible() // a list about prices shows the lowest
})

it('keeps the old results, dimmed, while new ones are on their way', async () => {
  let release = (): void => undefined
  const later = new Promise<void>((resolve) => (release = resolve))
  answers('search/search', found([emma]))
  const { person } = visit('/search?q=emma')
  await screen.findByText(/& Co/)
  const { http } = await import('msw')
  const { server } = await import('@/testing/server')
  server.use(
    http.get(
      '*/api/search/search',
      async () => (await later, HttpResponse.json(found([hit({ title: 'Persuasion' })]))),
    ),
  )
  await person.click(screen.getByRole('checkbox', { name: /E-book/ }))
  expect(screen.getByText(/& Co/)).toBeInTheDocument()
  expect(document.querySelector('.found')).toHaveAttribute('aria-busy', 'true')
  release()
  expect(await screen.findByText('Persuasion')).toBeVisible()
})

it('says what it searched for instead of a misspelt word', async () => {
  answers('search/search', found([emma], { corrected: true, did_you_mean: 'emma' }))
  visit('/search?q=ema')
  expect(await screen.findByRole('heading', { level: 1, name: 'One book for “emma”' })).toBeVisible()
  expect(screen.getByText(/No book has the words/)).toHaveTextContent(
    'No book has the words ema, so these are for emma.',
  )
})

it('goes straight to the book whose ISBN was typed', async () => {
  answers('search/search', found([emma], { exact: 'emma' }))
  answers('catalog/books/emma', book())
  answers('catalog/books/emma/reviews', { items: [], next: null })
  answers('catalog/authors/jane-austen', {
    author_id: 'jane-austen',
    name: 'Jane Austen',
    books: { items: [], next: null },
  })
  away('recommendations/books/emma/also-bought')
  away('recommendations/bestsellers')
  const { router } = visit('/search?q=9790000000001')
  await screen.findByRole('heading', { level: 1, name: 'Emma' })
  expect(router.state.location.pathname).toBe('/books/emma')
})

it('has a way on when nothing fits', async () => {
  answers('search/search', found([], { did_you_mean: 'ozymandias' }))
  visit('/search?q=zzyzx&format=ebook')
  expect(await screen.findByRole('heading', { level: 1, name: 'No books for “zzyzx”' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'ozymandias' })).toHaveAttribute('href', '/search?q=ozymandias')
  expect(screen.getAllByRole('link', { name: /Take away: E-book/ })[0]).toHaveAttribute(
    'href',
    '/search?q=zzyzx',
  )
})

it('offers what comes nearest, and no empty shelf when nothing does', async () => {
  answers('search/search', found([], { nearest: [hit({ book_id: 'walden', title: 'Walden' })] }))
  const { unmount } = visit('/search?q=zzyzx')
  const shelf = await screen.findByRole('region', { name: 'Perhaps one of these' })
  expect(within(shelf).getByRole('link', { name: /Walden/ })).toHaveAttribute('href', '/books/walden')
  unmount()
  answers('search/search', found([]))
  visit('/search?q=zzyzy')
  expect(await screen.findByRole('heading', { level: 1, name: 'No books for “zzyzy”' })).toBeVisible()
  expect(screen.queryByText('Perhaps one of these')).not.toBeInTheDocument()
})

it('says which request failed, and tries again', async () => {
  away('search/search')
  const { person } = visit('/search?q=emma')
  expect(await screen.findByRole('alert')).toHaveTextContent('req-42')
  answers('search/search', found([emma]))
  await person.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText(/& Co/)).toBeVisible()
})

it('shows a shelf by title while the search is away', async () => {
  away('search/search')
  answers('catalog/books', { items: [book()], next: null })
  visit('/shelves/fiction')
  expect(await screen.findByText(/Filters are away/)).toBeVisible()
  expect(screen.getByRole('link', { name: /Emma/ })).toBeVisible()
})

it('leafs through the pages', async () => {
  answersWith('search/search', (query) =>
    found([emma], { total: 40, pages: 4, page: Number(query.get('page')) }),
  )
  const { person, router } = visit('/search?q=emma')
  await person.click(await screen.findByRole('link', { name: 'The next page' }))
  expect(router.state.location.search).toBe('?q=emma&page=2')
  await waitFor(() =>
    expect(screen.getByRole('link', { name: 'Page 2' })).toHaveAttribute('aria-current', 'page'),
  )
})
