import { screen } from '@testing-library/react'
import { mockGet } from '@/testing/mockServices'
import { bestsellers, book, edition, hit, searchResponse } from '@/testing/builders'
import { renderApp } from '@/testing/renderApp'

const [PAPERBACK, EBOOK, CHEAPER] = ['9790000000001', '9790000000002', '9790000000003']

const emma = book({
  editions: [
    edition({ isbn: PAPERBACK, price: 899 }),
    edition({ isbn: EBOOK, format: 'ebook', price: 449 }),
    edition({ isbn: CHEAPER, price: 799, publisher: 'Other Press' }),
  ],
})

const found = hit({
  offer: { format: 'ebook', isbn: EBOOK, price: 449, availability: 'in_stock' },
  formats: [
    { format: 'paperback', isbn: CHEAPER, price: 799, availability: 'in_stock' },
    { format: 'ebook', isbn: EBOOK, price: 449, availability: 'in_stock' },
  ],
})

beforeEach(() => {
  mockGet('search/search', searchResponse([found]))
  mockGet('catalog/books/emma', emma)
  mockGet('catalog/books/emma/reviews', { items: [], next: null })
  mockGet('catalog/authors/jane-austen', {
    author_id: 'jane-austen',
    name: 'Jane Austen',
    books: { items: [] },
  })
  mockGet('recommendations/bestsellers', bestsellers([]))
  mockGet('recommendations/books/emma/also-bought', { items: [], source: 'graph' })
})

const bigPrice = async () => (await screen.findByText(/^£/, { selector: '.big' })).textContent

it.each([
  ['', '£7.99'],
  ['?q=emma&in_stock=true', '£7.99'],
  ['?price_max=499', '£4.49'],
  ['?format=ebook', '£4.49'],
  ['?sort=price_low', '£4.49'],
])('opens a book from the search %s at the price that the search shows', async (search, price) => {
  const { user } = renderApp(`/search${search}`)
  const link = await screen.findByRole('link', { name: /Emma/ })
  expect(screen.getByText(price)).toBeVisible()
  await user.click(link)
  expect(await screen.findByRole('heading', { level: 1, name: 'Emma' })).toBeVisible()
  expect(await bigPrice()).toBe(price)
})

it('opens the edition whose ISBN was typed', async () => {
  mockGet('search/search', searchResponse([found], { exact: 'emma', exact_isbn: PAPERBACK }))
  renderApp(`/search?q=${PAPERBACK}`)
  expect(await screen.findByRole('heading', { level: 1, name: 'Emma' })).toBeVisible()
  expect(await bigPrice()).toBe('£8.99')
})

it.each(['9790000000099', 'x', ''])('opens the preferred edition for the edition “%s”', async (isbn) => {
  renderApp(`/books/emma?edition=${isbn}`)
  await screen.findByRole('heading', { level: 1, name: 'Emma' })
  expect(await bigPrice()).toBe('£7.99')
})

it('keeps the chosen edition in the address', async () => {
  const { user, router } = renderApp('/books/emma')
  await user.click(await screen.findByRole('radio', { name: /E-book/ }))
  expect(router.state.location.search).toBe(`?edition=${EBOOK}`)
})

it('tells editions of the same format apart', async () => {
  renderApp('/books/emma')
  expect(await screen.findByRole('radio', { name: /Paperback ?Catchword Editions/ })).toBeInTheDocument()
  expect(screen.getByRole('radio', { name: /Paperback ?Other Press/ })).toBeChecked()
})
