/** A cart service in memory, with the rules that tabs depend on: additions, versions, idempotency keys. */
import { http, HttpResponse, type HttpResponseResolver } from 'msw'
import { cart, line } from './orderBuilders'
import { errorResponse, server } from './server'

type Line = ReturnType<typeof line>

/** Serve one cart at `/carts/<id>`; the returned functions change it as another tab would. */
export function serveCart(cartId: string, ...initial: Line[]) {
  let lines = initial
  let changes = 0
  const usedKeys = new Set<string>()
  const current = () => cart(lines, { id: cartId, revision: changes })
  const setLine = (isbn: string, quantity: number) => {
    const changed = { ...(find(isbn) ?? line({ isbn })), quantity, version: `change-${++changes}` }
    lines = [...lines.filter((each) => each.isbn !== isbn), changed]
  }
  const find = (isbn: string) => lines.find((each) => each.isbn === isbn)
  const add: HttpResponseResolver<{ isbn: string }> = async ({ params, request }) => {
    const { quantity } = (await request.json()) as { quantity: number }
    const key = request.headers.get('Idempotency-Key') ?? ''
    if (!usedKeys.has(key)) setLine(params.isbn, (find(params.isbn)?.quantity ?? 0) + quantity)
    usedKeys.add(key)
    return HttpResponse.json(current())
  }
  const put: HttpResponseResolver<{ isbn: string }> = async ({ params, request }) => {
    const { quantity, version } = (await request.json()) as { quantity: number; version: string }
    if (version !== (find(params.isbn)?.version ?? 'none'))
      return errorResponse(
        409,
        'line_changed',
        'This book in your cart was changed meanwhile, on another page.',
      )
    setLine(params.isbn, quantity)
    return HttpResponse.json(current())
  }
  server.use(
    http.get(`*/api/cart/carts/${cartId}`, () => HttpResponse.json(current())),
    http.post(`*/api/cart/carts/${cartId}/lines/:isbn`, add),
    http.put(`*/api/cart/carts/${cartId}/lines/:isbn`, put),
  )
  return { setLine, quantityOf: (isbn: string) => find(isbn)?.quantity, usedKeys }
}
