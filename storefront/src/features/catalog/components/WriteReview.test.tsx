import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { answers, away } from '@/testing/shop'
import { book } from '@/testing/builders'
import { refused } from '@/testing/handlers'
import { server } from '@/testing/server'
import { signedIn } from '@/testing/reader'
import { visit } from '@/testing/visit'

beforeEach(() => {
  answers('catalog/books/emma', book())
  answers('catalog/books/emma/reviews', { items: [], next: null })
  answers('catalog/authors/jane-austen', {
    author_id: 'jane-austen',
    name: 'Jane Austen',
    books: { items: [], next: null },
  })
  answers('cart/carts/me', { id: 'me', lines: [], saved: [], copies: 0 })
  answers('cart/wishlists/me', { items: [] })
  away('recommendations/books/emma/also-bought')
})

it('asks a guest to sign in first', async () => {
  visit('/books/emma')
  expect(await screen.findByRole('link', { name: 'Sign in to write a review' })).toHaveAttribute(
    'href',
    '/sign-in',
  )
})

it('sends stars, name and text, and thanks', async () => {
  const sent: unknown[] = []
  server.use(
    http.put('*/api/catalog/books/emma/reviews/me', async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json({
        stars: 4,
        display_name: 'Ada',
        text: 'Better than clever.',
        written_at: '2026-03-01T00:00:00Z',
        version: 1,
      })
    }),
  )
  const { person } = visit('/books/emma', { reader: signedIn() })
  await person.click(await screen.findByRole('button', { name: 'Write a review' }))
  await person.click(screen.getByRole('radio', { name: '4 stars' }))
  await person.type(screen.getByRole('textbox', { name: 'Name to show' }), 'Ada')
  await person.type(screen.getByRole('textbox', { name: /What is it like/ }), 'Better than clever.')
  await person.click(screen.getByRole('button', { name: 'Send' }))
  expect(await screen.findByText(/Thank you/)).toBeVisible()
  expect(sent).toEqual([{ stars: 4, display_name: 'Ada', text: 'Better than clever.' }])
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Send' })).not.toBeInTheDocument())
})

it('keeps what was written when the reader has not bought the book, and says so', async () => {
  server.use(
    http.put('*/api/catalog/books/emma/reviews/me', () =>
      refused(403, 'not_a_buyer', 'Only readers who bought the book here can review it.'),
    ),
  )
  const { person } = visit('/books/emma', { reader: signedIn() })
  await person.click(await screen.findByRole('button', { name: 'Write a review' }))
  await person.click(screen.getByRole('radio', { name: '5 stars' }))
  await person.type(screen.getByRole('textbox', { name: 'Name to show' }), 'Ada')
  await person.click(screen.getByRole('button', { name: 'Send' }))
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Only readers who bought the book here can review it.',
  )
  expect(screen.getByRole('textbox', { name: 'Name to show' })).toHaveValue('Ada')
})
