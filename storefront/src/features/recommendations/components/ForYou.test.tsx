import { screen, within } from '@testing-library/react'
import { answers, away } from '@/testing/shop'
import { book, card } from '@/testing/builders'
import { signedIn } from '@/testing/reader'
import { visit } from '@/testing/visit'

const because = (book_id: string, title: string) => ({ book_id, title })

beforeEach(() => {
  answers('cart/carts/me', { id: 'me', lines: [], saved: [], copies: 0 })
  answers('cart/wishlists/me', { items: [] })
  answers('catalog/books', { items: [], next: null })
  answers('catalog/books/emma', book())
  away('recommendations/bestsellers')
})

it('says which book led to the most others', async () => {
  answers('recommendations/recommendations', {
    items: [
      { book: card({ book_id: 'faust', title: 'Faust' }), because: because('hamlet', 'Hamlet') },
      { book: card({ book_id: 'walden', title: 'Walden' }), because: because('emma', 'Emma') },
      { book: card({ book_id: 'dracula', title: 'Dracula' }), because: because('emma', 'Emma') },
      { book: card({ book_id: 'popular', title: 'Popular' }), because: null },
    ],
    source: 'graph',
  })
  visit('/', { reader: signedIn() })
  const section = await screen.findByRole('region', { name: /Because you read Emma/ })
  const titles = within(section)
    .getAllByRole('listitem')
    .map((item) => item.querySelector('.book-title')?.textContent)
  expect(titles).toEqual(['Walden', 'Dracula'])
})

it('is not there for a reader whose orders lead nowhere yet', async () => {
  answers('recommendations/recommendations', {
    items: [{ book: card(), because: null }],
    source: 'bestsellers',
  })
  answers('catalog/books', { items: [book()], next: null })
  visit('/', { reader: signedIn() })
  expect(await screen.findByRole('region', { name: 'New on the shelves' })).toBeVisible()
  expect(screen.queryByText(/Because you read/)).not.toBeInTheDocument()
})
