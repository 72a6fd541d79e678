import { act, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { mockGet, mockGetWith, mockGraphql, mockUnavailable } from '@/testing/mockServices'
import { cart } from '@/testing/orderBuilders'
import { bestsellers, book, card, edition, graphCard, searchResponse, hit, review } from '@/testing/builders'
import { errorResponse, server } from '@/testing/server'
import { renderApp } from '@/testing/renderApp'

const emma = book({
  editions: [
    edition({ availability: 'low', left: 3 }),
    edition({ isbn: '9790000000002', format: 'ebook', price: 299 }),
    edition({ isbn: '9790000000003', format: 'hardcover', price: 1999, availability: 'out' }),
  ],
})

beforeEach(() => {
  mockGet('catalog/books/emma', emma)
  mockGet('catalog/books/emma/reviews', { items: [review()], next: null })
  mockGet('recommendations/bestsellers', bestsellers([]))
  mockGet('catalog/authors/jane-austen', {
    author_id: 'jane-austen',
    name: 'Jane Austen',
    books: { items: [emma], next: null },
  })
  mockGraphql('AlsoBought', { book: { alsoBought: { source: 'GRAPH', entries: [{ card: graphCard() }] } } })
  mockGet('catalog/books', { items: [book({ book_id: 'walden', title: 'Walden' })], next: null })
})

it('shows the price and the availability of the selected edition', async () => {
  const { user } = renderApp('/books/emma')
  const paperback = await screen.findByRole('radio', { name: /Paperback/ })
  expect(paperback).toBeChecked()
  expect(screen.getByText('Only 3 left')).toBeVisible()

  await user.click(screen.getByRole('radio', { name: /E-book/ }))
  expect(screen.getByText('£2.99', { selector: '.big' })).toBeVisible()
  expect(screen.queryByRole('textbox', { name: /^Quantity/ })).not.toBeInTheDocument()

  await user.click(screen.getByRole('radio', { name: /Hardback/ }))
  expect(screen.getByRole('button', { name: 'Sold out' })).toBeDisabled()
})

it('shows the estimated arrival and the delivery price of a printed book', async () => {
  const { user } = renderApp('/books/emma')
  expect(
    await screen.findByText(
      /Usually arrives .+ by post, from £2.99, free from £25; .+ by courier, from £5.99\./,
    ),
  ).toBeVisible()
  await user.click(screen.getByRole('radio', { name: /E-book/ }))
  expect(screen.getByText(/Instant download\. No delivery charge/)).toBeVisible()
})

it('adds the chosen number of copies at the shown price, and never more than are in stock', async () => {
  const lines: unknown[] = []
  server.use(
    http.post('*/api/cart/carts', () => HttpResponse.json(cart([], { id: 'guest-1' }), { status: 201 })),
    http.post('*/api/cart/carts/guest-1/lines/:isbn', async ({ request, params }) => {
      lines.push({ isbn: params.isbn, ...((await request.json()) as object) })
      return HttpResponse.json(cart([], { id: 'guest-1', copies: 3 }))
    }),
  )
  const { user } = renderApp('/books/emma')
  const more = await screen.findByRole('button', { name: 'Increase quantity' })
  await user.click(more)
  await user.click(more)
  expect(more).toBeDisabled()
  await user.click(screen.getByRole('button', { name: 'Add to cart' }))

  expect(await screen.findByText(/added to your/)).toHaveTextContent('Emma added to your cart.')
  expect(lines).toEqual([{ isbn: '9790000000001', quantity: 3, price_seen: 899 }])
  expect(screen.getByRole('link', { name: /Cart/ })).toHaveTextContent('3 books')
})

it('shows the message of the cart service when it rejects a line', async () => {
  server.use(
    http.post('*/api/cart/carts', () =>
      errorResponse(503, 'unavailable', 'The cart is busy; please try again.'),
    ),
  )
  const { user } = renderApp('/books/emma')
  await user.click(await screen.findByRole('button', { name: 'Add to cart' }))
  expect(await screen.findByText('The cart is busy; please try again.')).toBeVisible()
})

it('sends a guest who adds to the wishlist to sign in, and back', async () => {
  const { user, router } = renderApp('/books/emma')
  await user.click(await screen.findByRole('button', { name: 'Wishlist' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'))
  expect(router.state.location.state).toEqual({
    from: '/books/emma',
    fromState: { wish: { book_id: 'emma', title: 'Emma' } },
  })
})

it('shows the reviews, and what else the buyers bought', async () => {
  renderApp('/books/emma')
  expect(await screen.findByText('It has stayed with me.')).toBeVisible()
  expect(screen.getByText('Marginalia, October 2026')).toBeVisible()
  const also = await screen.findByRole('region', { name: 'Customers also bought' })
  expect(await within(also).findByRole('link', { name: /Walden/ })).toBeVisible()
})

it('collapses a review with spoilers', async () => {
  mockGet('catalog/books/emma/reviews', { items: [review({ spoiler: true })], next: null })
  const { user } = renderApp('/books/emma')
  const fold = await screen.findByText('Contains spoilers. Show review')
  expect(fold.closest('details')).not.toHaveAttribute('open')
  await user.click(fold)
  expect(fold.closest('details')).toHaveAttribute('open')
})

it('links a subject to the other books about it', async () => {
  mockGetWith('search/search', (query) =>
    searchResponse(
      query.get('subject') === 'class and marriage'
        ? [hit({ book_id: 'persuasion', title: 'Persuasion' })]
        : [],
    ),
  )
  const { user, router } = renderApp('/books/emma')
  const subjects = await screen.findByRole('list', { name: 'More about' })
  expect(
    within(subjects)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['matchmaking', 'class and marriage'])
  await user.click(within(subjects).getByRole('link', { name: 'class and marriage' }))
  expect(
    await screen.findByRole('heading', { level: 1, name: 'One book about “class and marriage”' }),
  ).toBeVisible()
  expect(screen.getByRole('link', { name: /Persuasion/ })).toHaveAttribute('href', '/books/persuasion')

  await user.click(screen.getByRole('link', { name: /Remove filter: class and marriage/ }))
  expect(router.state.location.pathname + router.state.location.search).toBe('/search')
})

it('leaves the subjects out where a book has none', async () => {
  mockGet('catalog/books/emma', { ...emma, subjects: [] })
  renderApp('/books/emma')
  expect(await screen.findByRole('heading', { level: 1, name: 'Emma' })).toBeVisible()
  expect(screen.queryByText('More about')).not.toBeInTheDocument()
  expect(document.querySelector('script[type="application/ld+json"]')?.textContent).not.toContain('keywords')
})

it('sorts the reviews', async () => {
  mockGetWith('catalog/books/emma/reviews', (query) => ({
    items: [review({ text: query.get('sort') === 'lowest' ? 'Not for me.' : 'One to keep.' })],
    next: null,
  }))
  const { user } = renderApp('/books/emma')
  expect(await screen.findByText('One to keep.')).toBeVisible()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'Lowest rated')
  expect(await screen.findByText('Not for me.')).toBeVisible()
})

it('shows the rank of the book in the week’s list', async () => {
  mockGet('recommendations/bestsellers', bestsellers([card({ book_id: 'walden' }), card()]))
  renderApp('/books/emma')
  expect(await screen.findByText(/No. 2 in the/)).toHaveTextContent('no change No. 2 in the Top 20')
})

it('works without recommendations', async () => {
  mockGraphql('AlsoBought', { book: { alsoBought: null } })
  mockUnavailable('recommendations/bestsellers')
  renderApp('/books/emma')
  expect(await screen.findByText('It has stayed with me.')).toBeVisible()
  await waitFor(() => expect(screen.queryByText(/also bought/)).not.toBeInTheDocument())
})

it('suggests similar titles for an unknown book', async () => {
  server.use(http.get('*/api/catalog/books/ema', () => errorResponse(404, 'book_unknown')))
  mockGet('search/search', searchResponse([hit()]))
  renderApp('/books/ema')
  expect(await screen.findByRole('heading', { level: 1, name: 'Book not found' })).toBeVisible()
  const similar = await screen.findByRole('region', { name: 'You might be looking for' })
  expect(within(similar).getByRole('link', { name: /Emma/ })).toHaveAttribute('href', '/books/emma')
})

it('describes book, offers, rating and breadcrumbs to search engines', async () => {
  renderApp('/books/emma')
  await screen.findByRole('heading', { level: 1, name: 'Emma' })
  const jsonLd = [...document.querySelectorAll('script[type="application/ld+json"]')].map((s) =>
    JSON.parse(s.textContent ?? ''),
  )
  const [described, crumbs] = jsonLd
  expect(described.offers).toHaveLength(3)
  expect(described.keywords).toBe('matchmaking, class and marriage')
  expect(described.offers[0]).toMatchObject({ price: '8.99', priceCurrency: 'GBP' })
  expect(described.aggregateRating).toMatchObject({ ratingValue: '4.3', ratingCount: 4 })
  expect(crumbs.itemListElement.map((step: { name: string }) => step.name)).toEqual([
    'Home',
    'Fiction',
    'Emma',
  ])
  expect(document.querySelector('link[rel=canonical]')?.getAttribute('href')).toMatch(/\/books\/emma$/)
})

it('shows also-bought books with rating and availability, and without them while the catalogue does not answer', async () => {
  const partial = graphCard({
    title: 'Persuasion',
    book: { id: 'gid://catchword/Book/persuasion', book: null },
  })
  const entries = [{ card: graphCard() }, { card: partial }]
  mockGraphql('AlsoBought', { book: { alsoBought: { source: 'BESTSELLERS', entries } } })
  renderApp('/books/emma')
  const popular = await screen.findByRole('region', { name: 'Popular this month' })
  expect(within(popular).getByRole('link', { name: /Walden/ })).toHaveAttribute('href', '/books/walden')
  expect(popular).toHaveTextContent('£8.99')
  expect(popular).toHaveTextContent('from £4.49')
})

it.each([null, {}, { book: null }, { book: { alsoBought: null } }])(
  'keeps the buy button for the recommendations %j',
  async (response) => {
    mockGraphql('AlsoBought', response)
    mockGet('recommendations/bestsellers', response)
    renderApp('/books/emma')
    await screen.findByRole('region', { name: 'Customer reviews' })
    expect(await screen.findByRole('button', { name: 'Add to cart' })).toBeVisible()
  },
)

it('offers the chosen edition in a bar while the button of the page is out of sight', async () => {
  const observers: ((isIntersecting: boolean) => void)[] = []
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(notify: IntersectionObserverCallback) {
        observers.push((isIntersecting) =>
          notify([{ isIntersecting } as IntersectionObserverEntry], this as unknown as IntersectionObserver),
        )
      }
      observe() {}
      disconnect() {}
    },
  )
  renderApp('/books/emma')
  await screen.findByRole('button', { name: 'Add to cart' })
  expect(screen.queryByRole('region', { name: 'Buy this book' })).not.toBeInTheDocument()
  act(() => observers.forEach((notify) => notify(false)))
  expect(screen.getByRole('region', { name: 'Buy this book' })).toHaveTextContent('£8.99PaperbackAdd to cart')
  act(() => observers.forEach((notify) => notify(true)))
  expect(screen.queryByRole('region', { name: 'Buy this book' })).not.toBeInTheDocument()
  vi.unstubAllGlobals()
})
