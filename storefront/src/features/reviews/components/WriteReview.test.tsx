import { screen } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { answers, away } from '@/testing/mockServices'
import { book, review } from '@/testing/builders'
import { refused } from '@/testing/handlers'
import { server } from '@/testing/server'
import { signedIn } from '@/testing/customer'
import { visit } from '@/testing/renderApp'

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
  away('recommendations/bestsellers')
})

it('asks a guest to sign in first', async () => {
  visit('/books/emma')
  expect(await screen.findByRole('link', { name: 'Sign in to write a review' })).toHaveAttribute(
    'href',
    '/sign-in',
  )
})

const mine = (own: object) => answers('catalog/books/emma/reviews/me', { book_id: 'emma', ...own })

async function writeAndSend(person: UserEvent) {
  await person.click(await screen.findByRole('button', { name: 'Write a review' }))
  await person.click(screen.getByRole('radio', { name: '4 stars' }))
  await person.type(screen.getByRole('textbox', { name: 'Name to show' }), 'Ada')
  await person.type(screen.getByRole('textbox', { name: /What is it like/ }), 'Better than clever.')
  await person.click(screen.getByRole('checkbox', { name: /tells what happens/ }))
  await person.click(screen.getByRole('button', { name: 'Send' }))
}

it('sends what was written, thanks, and shows it as one’s own', async () => {
  mine({ may_write: true, review: null })
  const sent: unknown[] = []
  server.use(
    http.put('*/api/catalog/books/emma/reviews/me', async ({ request }) => {
      sent.push(await request.json())
      const written = review({ text: 'Better than clever.' })
      mine({ may_write: true, review: written })
      return HttpResponse.json(written)
    }),
  )
  const { person } = visit('/books/emma', { reader: signedIn() })
  await writeAndSend(person)
  expect(await screen.findByText(/Thank you/)).toBeVisible()
  expect(sent).toEqual([{ stars: 4, display_name: 'Ada', text: 'Better than clever.', spoiler: true }])
  expect(await screen.findByRole('heading', { name: 'Your review' })).toBeVisible()
  expect(screen.getByText('Better than clever.')).toBeVisible()
})

it('keeps what was written when the service refuses, and says why', async () => {
  mine({ may_write: true, review: null })
  server.use(
    http.put('*/api/catalog/books/emma/reviews/me', () =>
      refused(403, 'not_a_buyer', 'Only readers who bought the book here can review it.'),
    ),
  )
  const { person } = visit('/books/emma', { reader: signedIn() })
  await writeAndSend(person)
  expect(await screen.findByRole('alert')).toHaveTextContent('Only readers who bought the book here')
  expect(screen.getByRole('textbox', { name: 'Name to show' })).toHaveValue('Ada')
})

it('invites nobody who may not write', async () => {
  mine({ may_write: false, review: null })
  visit('/books/emma', { reader: signedIn() })
  expect(await screen.findByText('Whoever has bought this book here can write about it.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Write a review' })).not.toBeInTheDocument()
})
