import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { keepGuestCart } from '@/lib/cart'
import { bestsellers, book, card } from '@/testing/builders'
import { cart, line, quote } from '@/testing/orderBuilders'
import { refused } from '@/testing/handlers'
import { server } from '@/testing/server'
import { answers, answersWith, away } from '@/testing/mockServices'
import { visit } from '@/testing/renderApp'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const GUEST = 'g'.repeat(32)
const LINE = `*/api/cart/carts/${GUEST}/lines/:isbn`

beforeEach(() => {
  keepGuestCart(GUEST)
  estimated(() => HttpResponse.json(quote()))
  answers('recommendations/also-bought', { items: [], source: 'graph' })
  answers('recommendations/bestsellers', bestsellers([]))
  answers('catalog/books', { items: [book()], next: null })
})

const estimated = (answer: () => Response) =>
  server.use(http.post('*/api/orders/estimates', () => answer() as HttpResponse<null>))

const opened = async (...lines: Parameters<typeof cart>) => {
  answers(`cart/carts/${GUEST}`, cart(...lines))
  const page = visit('/cart')
  await screen.findAllByRole('button', { name: 'One more' })
  return page
}

it('a changed quantity is seen at once and asked of the service', async () => {
  const asked: unknown[] = []
  server.use(
    http.put(LINE, async ({ request }) => {
      asked.push(await request.json())
      return HttpResponse.json(cart([line({ quantity: 2 })]))
    }),
  )
  const { person } = await opened()
  await person.click(screen.getByRole('button', { name: 'One more' }))
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Two books')
  await waitFor(() => expect(asked).toEqual([{ quantity: 2, price_seen: 899, saved: false }]))
})

it('a refused quantity goes back to what it was, with a word', async () => {
  server.use(http.put(LINE, () => refused(503, 'unavailable', 'The cart is busy. Please try again.')))
  const { person } = await opened()
  await person.click(screen.getByRole('button', { name: 'One more' }))
  expect(await screen.findByText('The cart is busy. Please try again.')).toBeVisible()
  expect(await screen.findByRole('heading', { name: 'One book' })).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Copies of Emma' })).toHaveValue('1')
})

it('a removed book can be brought back', async () => {
  const put = vi.fn()
  server.use(
    http.delete(LINE, () => HttpResponse.json(cart([]))),
    http.put(LINE, async ({ request }) => {
      put(await request.json())
      return HttpResponse.json(cart())
    }),
  )
  const { person } = await opened()
  await person.click(screen.getByRole('button', { name: /^Remove.*Emma/ }))
  expect(await screen.findByText('There is room for a book here')).toBeVisible()
  await person.click(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByRole('button', { name: /^Remove.*Emma/ })).toBeVisible()
  expect(put).toHaveBeenCalledWith({ quantity: 1, price_seen: 899, saved: false })
})

it('a book saved for later leaves the sum and stands on its own shelf', async () => {
  server.use(http.put(LINE, () => HttpResponse.json(cart([], { saved: [line()] }))))
  const { person } = await opened([
    line(),
    line({ isbn: '9790000000002', title: 'Walden', book_id: 'walden' }),
  ])
  await person.click(screen.getByRole('button', { name: /^Save for later.*Emma/ }))
  const shelf = await screen.findByRole('region', { name: 'Saved for later' })
  expect(within(shelf).getByRole('button', { name: /^Move to cart.*Emma/ })).toBeVisible()
})

it('what has changed since is said, with both amounts', async () => {
  await opened([
    line({ price: 999, notices: ['price_rose'] }),
    line({ isbn: '9790000000002', title: 'Walden', price: 599, notices: ['price_fell'] }),
  ])
  expect(screen.getByText(/The price rose by £1.00/)).toHaveTextContent('£8.99 then, £9.99 now')
  expect(screen.getByText(/it costs £3.00 less/)).toBeVisible()
})

it('fewer copies than wanted have to be taken before the checkout', async () => {
  await opened([line({ quantity: 3, left: 2, availability: 'low', notices: ['fewer_left'] })])
  expect(screen.getByText(/You wanted 3, but only 2 are left/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'To the checkout' })).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Take those 2' })).toBeVisible()
})

it('a sold-out book stays, and is not counted in the sum', async () => {
  await opened([
    line(),
    line({ isbn: '9790000000002', title: 'Walden', availability: 'out', notices: ['out_of_stock'] }),
  ])
  expect(screen.getByText(/This has sold out/)).toBeVisible()
  expect(screen.getByText('One book')).toBeVisible()
  expect(screen.getByRole('link', { name: 'To the checkout' })).toHaveAttribute('href', '/checkout')
})

it('a guest is told what the post costs, and how far it is to free post', async () => {
  await opened()
  const bill = screen.getByRole('complementary', { name: 'Sum' })
  expect(await within(bill).findByText('£2.99')).toBeVisible()
  expect(within(bill).getByText('Delivery, estimated')).toBeVisible()
  expect(await within(bill).findByText('£16.01 more, and delivery is free.')).toBeVisible()
})

it('free post is no longer a goal once it is reached', async () => {
  estimated(() => HttpResponse.json(quote({ subtotal: 2697, shipping: 0, total: 2697 })))
  await opened([line({ quantity: 3 })])
  expect(await screen.findByText('Delivery is free from £25 of books.')).toBeVisible()
})

it('without an estimate the books are still summed and the checkout is open', async () => {
  estimated(() => refused(503, 'unavailable'))
  await opened()
  expect(await screen.findByText('at the checkout')).toBeVisible()
  expect(screen.getByRole('link', { name: 'To the checkout' })).toBeVisible()
})

it('shows what goes well with the books, but none that is in the cart already', async () => {
  const suggested = [card({ book_id: 'walden', title: 'Walden' }), card()]
  answersWith('recommendations/also-bought', (query) => ({
    items: query.get('isbns') === '9790000000001' ? suggested.map((book) => ({ book, because: null })) : [],
    source: 'graph',
  }))
  answers('catalog/books', { items: [book(), book({ book_id: 'walden', title: 'Walden' })], next: null })
  await opened()
  const shelf = await screen.findByRole('region', { name: 'Goes well with these' })
  expect(within(shelf).getAllByRole('listitem')).toHaveLength(1)
  expect(within(shelf).getByRole('button', { name: /^Add to cart.*Walden/ })).toBeVisible()
})

it('misses nothing but that shelf when the suggestions are away', async () => {
  away('recommendations/also-bought')
  await opened()
  expect(await screen.findByText('Delivery, estimated')).toBeVisible()
  expect(screen.queryByText('Goes well with these')).not.toBeInTheDocument()
})

it('an empty cart leads on, to what others buy', async () => {
  localStorage.clear()
  answers('recommendations/bestsellers', bestsellers([card({ book_id: 'walden', title: 'Walden' })]))
  visit('/cart')
  expect(await screen.findByRole('link', { name: 'what others read' })).toHaveAttribute('href', '/top-20')
  const shelf = await screen.findByRole('region', { name: 'What others bought this week' })
  expect(within(shelf).getByRole('link', { name: /Walden/ })).toHaveAttribute('href', '/books/walden')
})
