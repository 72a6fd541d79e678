import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse } from 'msw'
import { mockBookPage, mockGet, mockGetWith, mockUnavailable } from '@/testing/mockServices'
import { book, searchResponse, hit } from '@/testing/builders'
import { renderApp } from '@/testing/renderApp'

const emma = hit({ highlights: { ...hit().highlights, title: '<mark>Emma</mark> &amp; Co' } })

it('filters by a facet in the URL, and removes the filter by its chip', async () => {
  const requests: string[] = []
  mockGetWith('search/search', (query) => {
    requests.push(query.get('format') ?? '')
    return searchResponse([emma])
  })
  const { user, router } = renderApp('/search?q=emma&page=2')
  const ebooks = await screen.findByRole('checkbox', { name: /E-book/ })
  await user.click(ebooks)
  expect(router.state.location.search).toBe('?q=emma&format=ebook') // a filter resets the page number
  await waitFor(() => expect(requests.at(-1)).toBe('ebook'))

  await user.click(screen.getByRole('checkbox', { name: /Paperback/ }))
  expect(new URLSearchParams(router.state.location.search).getAll('format')).toEqual(['ebook', 'paperback'])

  await user.click(screen.getByRole('link', { name: /Remove filter: E-book/ }))
  expect(new URLSearchParams(router.state.location.search).get('format')).toBe('paperback')
  await user.click(screen.getByRole('link', { name: 'Clear all' }))
  expect(router.state.location.search).toBe('?q=emma')
})

it('filters by price band and by rating', async () => {
  mockGet('search/search', searchResponse([emma]))
  const { user, router } = renderApp('/search?q=emma')
  await user.click(await screen.findByRole('checkbox', { name: /£5 to £10/ }))
  await user.click(screen.getByRole('checkbox', { name: /4 out of 5 stars/ }))
  expect(Object.fromEntries(new URLSearchParams(router.state.location.search))).toEqual({
    q: 'emma',
    price_min: '500',
    price_max: '999',
    rating_min: '4',
  })
})

it('marks the matched words and renders everything else as text', async () => {
  mockGet('search/search', searchResponse([emma]))
  renderApp('/search?q=emma')
  const title = await screen.findByRole('heading', { level: 2, name: 'Emma & Co' })
  expect(within(title).getByText('Emma').tagName).toBe('MARK')
})

it('sorts by the URL', async () => {
  const requests: (string | null)[] = []
  mockGetWith('search/search', (query) => {
    requests.push(query.get('sort'))
    return searchResponse([emma])
  })
  const { user } = renderApp('/search?q=emma')
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Sort by' }), 'Price: low to high')
  await waitFor(() => expect(requests.at(-1)).toBe('price_low'))
  expect(await screen.findByText('£4.49')).toBeVisible() // a list that is sorted by price shows the lowest
})

it('keeps the previous results, dimmed, while new ones load', async () => {
  let release = (): void => undefined
  const gate = new Promise<void>((resolve) => (release = resolve))
  mockGet('search/search', searchResponse([emma]))
  const { user } = renderApp('/search?q=emma')
  await screen.findByText(/& Co/)
  const { http } = await import('msw')
  const { server } = await import('@/testing/server')
  server.use(
    http.get(
      '*/api/search/search',
      async () => (await gate, HttpResponse.json(searchResponse([hit({ title: 'Persuasion' })]))),
    ),
  )
  await user.click(screen.getByRole('checkbox', { name: /E-book/ }))
  expect(screen.getByText(/& Co/)).toBeInTheDocument()
  expect(document.querySelector('.found')).toHaveAttribute('aria-busy', 'true')
  release()
  expect(await screen.findByText('Persuasion')).toBeVisible()
})

it('shows the corrected spelling that was searched for', async () => {
  mockGet('search/search', searchResponse([emma], { corrected: true, did_you_mean: 'emma' }))
  renderApp('/search?q=ema')
  expect(await screen.findByRole('heading', { level: 1, name: 'One book for “emma”' })).toBeVisible()
  expect(screen.getByText(/No results for/)).toHaveTextContent(
    'No results for ema. Showing results for emma.',
  )
})

it('redirects an exact ISBN to its book', async () => {
  mockGet('search/search', searchResponse([emma], { exact: 'emma' }))
  mockBookPage()
  const { router } = renderApp('/search?q=9790000000001')
  await screen.findByRole('heading', { level: 1, name: 'Emma' })
  expect(router.state.location.pathname).toBe('/books/emma')
})

it('offers another spelling and fewer filters for no results', async () => {
  mockGet('search/search', searchResponse([], { did_you_mean: 'ozymandias' }))
  renderApp('/search?q=zzyzx&format=ebook')
  expect(await screen.findByRole('heading', { level: 1, name: 'No books for “zzyzx”' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'ozymandias' })).toHaveAttribute('href', '/search?q=ozymandias')
  expect(screen.getAllByRole('link', { name: /Remove filter: E-book/ })[0]).toHaveAttribute(
    'href',
    '/search?q=zzyzx',
  )
})

it('suggests similar books, if there are any', async () => {
  mockGet('search/search', searchResponse([], { nearest: [hit({ book_id: 'walden', title: 'Walden' })] }))
  const { unmount } = renderApp('/search?q=zzyzx')
  const region = await screen.findByRole('region', { name: 'You might be looking for' })
  expect(within(region).getByRole('link', { name: /Walden/ })).toHaveAttribute('href', '/books/walden')
  unmount()
  mockGet('search/search', searchResponse([]))
  renderApp('/search?q=zzyzy')
  expect(await screen.findByRole('heading', { level: 1, name: 'No books for “zzyzy”' })).toBeVisible()
  expect(screen.queryByText('You might be looking for')).not.toBeInTheDocument()
})

it('shows the id of the failed request, and retries', async () => {
  mockUnavailable('search/search')
  const { user } = renderApp('/search?q=emma')
  expect(await screen.findByRole('alert')).toHaveTextContent('req-42')
  mockGet('search/search', searchResponse([emma]))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText(/& Co/)).toBeVisible()
})

it('shows a category by title while the search is unavailable', async () => {
  mockUnavailable('search/search')
  mockGet('catalog/books', { items: [book()], next: null })
  renderApp('/shelves/fiction')
  expect(await screen.findByText(/Filters aren’t available/)).toBeVisible()
  expect(screen.getByRole('link', { name: /Emma/ })).toBeVisible()
})

it('navigates between pages', async () => {
  mockGetWith('search/search', (query) =>
    searchResponse([emma], { total: 40, pages: 4, page: Number(query.get('page')) }),
  )
  const { user, router } = renderApp('/search?q=emma')
  await user.click(await screen.findByRole('link', { name: 'Next page' }))
  expect(router.state.location.search).toBe('?q=emma&page=2')
  await waitFor(() =>
    expect(screen.getByRole('link', { name: 'Page 2' })).toHaveAttribute('aria-current', 'page'),
  )
})

it.each(['price_min=abc', 'price_min=-5', 'rating_min=abc', 'language=xx-!!', 'format=zzz'])(
  'neither shows nor requests the filter %s',
  async (filter) => {
    const requests: string[] = []
    mockGetWith('search/search', (query) => {
      requests.push(query.toString())
      return searchResponse([emma])
    })
    renderApp(`/search?q=emma&${filter}`)
    await screen.findByText(/& Co/)
    expect(requests).toEqual(['q=emma&page=1&limit=12'])
    expect(screen.queryByRole('link', { name: /Remove filter/ })).not.toBeInTheDocument()
  },
)

it.each(['/search?q=emma&page=900', '/search?q=emma&page=999999', '/shelves/fiction?page=900'])(
  'shows the last page for a page beyond the end: %s',
  async (path) => {
    mockGetWith('search/search', (query) => {
      const page = Number(query.get('page'))
      return searchResponse(page > 4 ? [] : [emma], { total: 40, pages: 4, page })
    })
    const { router } = renderApp(path)
    expect(await screen.findByRole('link', { name: 'Page 4', current: 'page' })).toBeVisible()
    expect(new URLSearchParams(router.state.location.search).get('page')).toBe('4')
  },
)

it('links no page that the service does not show', async () => {
  mockGet('search/search', searchResponse([emma], { total: 60_000, pages: 5_000 }))
  renderApp('/search')
  expect(await screen.findByRole('link', { name: 'Page 833' })).toBeVisible()
  expect(screen.queryByRole('link', { name: 'Page 5000' })).not.toBeInTheDocument()
})
