import { screen, within } from '@testing-library/react'
import { answers, answersWith, away } from '@/testing/mockServices'
import { bestsellers, book, card } from '@/testing/builders'
import { signedIn } from '@/testing/customer'
import { visit } from '@/testing/renderApp'

beforeEach(() => {
  answers('cart/carts/me', { id: 'me', lines: [], saved: [], copies: 0 })
  answers('cart/wishlists/me', { items: [] })
  answers('catalog/books', { items: [], next: null })
  away('recommendations/bestsellers')
})

it('says which book led to the most others', async () => {
  answers('recommendations/recommendations', {
    items: [
      {
        book: card({ book_id: 'faust', title: 'Faust' }),
        because: card({ book_id: 'hamlet', title: 'Hamlet' }),
      },
      { book: card({ book_id: 'walden', title: 'Walden' }), because: card() },
      { book: card({ book_id: 'dracula', title: 'Dracula' }), because: card() },
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

it('shows a guest what is bought today and does not stand in the week’s list', async () => {
  const cards = ['Faust', 'Hamlet', 'Walden', 'Dracula'].map((title) =>
    card({ title, book_id: title.toLowerCase() }),
  )
  answersWith('recommendations/bestsellers', (query) =>
    bestsellers(query.get('window') === 'day' ? cards : cards.slice(0, 1)),
  )
  visit('/')
  const rail = await screen.findByRole('region', { name: 'Being bought today' })
  expect(within(rail).getAllByRole('listitem')).toHaveLength(3)
  expect(within(rail).queryByText('Faust')).not.toBeInTheDocument()
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
