// A small bookstore's steps over GraphQL: list, show, add a book with a picture, pay for an order, my orders.
// CLIENT=amplify takes the client of Amplify's JavaScript library, CLIENT=fetch an ordinary request.
// SHOP and STRIPE are addresses, STAFF_TOKEN and CUSTOMER_TOKEN ID tokens; prints what happened as JSON.
import { Amplify } from 'aws-amplify'
import { generateClient } from 'aws-amplify/api'

const { CLIENT, SHOP, STRIPE, STRIPE_KEY, STAFF_TOKEN, CUSTOMER_TOKEN, HANDLE, ISBN } = process.env
const settings = await (await fetch(`${SHOP}/settings.json`)).json()
const clients = { amplify: requestWithAmplify, fetch: requestWithFetch }
const request = clients[CLIENT]

const LIST_BOOKS = `query ListBooks($after: String) {
  books(first: 2, after: $after, sort: NEWEST) {
    nodes { id title authors { name } cover editions { isbn price { minor currency } } }
    pageInfo { hasNextPage endCursor }
  }
}`
const GET_BOOK = `query GetBook($id: ID!) {
  book(id: $id) {
    id title description cover version
    editions { isbn format price { minor currency } availability }
  }
}`
const ADD_BOOK = `mutation AddBook($input: AddBookInput!) {
  addBook(input: $input) { book { id } userErrors { code field message } }
}`
const CREATE_UPLOAD = `mutation CreateUpload($book: ID!) {
  createCoverUpload(input: { book: $book }) {
    upload { url uploadId fields { name value } }
    userErrors { code field message }
  }
}`
const SET_COVER = `mutation SetCover($input: SetCoverInput!) {
  setCover(input: $input) { book { cover } userErrors { code field message } }
}`
const PLACE_ORDER = `mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    order { id number status totals { total { minor currency } } }
    clientSecret
    userErrors { code field message }
  }
}`
const SETTLE = `mutation Settle($id: ID!) {
  settlePayment(input: { id: $id }) { order { status } userErrors { code field message } }
}`
const MY_ORDERS = `query MyOrders {
  viewer { orders(first: 5) { nodes { number status lines { title quantity book { id } } } } }
}`

/** A PNG of one pixel. */
const PICTURE = await (
  await fetch(
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  )
).blob()

const listed = (await request(LIST_BOOKS)).books
const next = (await request(LIST_BOOKS, { after: listed.pageInfo.endCursor })).books
const bought = (await request(GET_BOOK, { id: listed.nodes[0].id })).book
const added = await addBookWithCover()
const order = await buy(bought.editions.find((edition) => edition.format === 'PAPERBACK'))
const mine = (await request(MY_ORDERS, {}, CUSTOMER_TOKEN)).viewer.orders.nodes
console.log(JSON.stringify({ listed: listed.nodes, next: next.nodes, bought, added, order, mine }))

async function addBookWithCover() {
  const edition = {
    isbn: ISBN,
    format: 'PAPERBACK',
    price: 999,
    language: 'en',
    publisher: 'Catchword',
    released: '2026-01-02',
    pages: 120,
    weightGrams: 180,
  }
  const book = {
    title: 'A Book from GraphQL',
    authors: [{ id: 'a-writer', name: 'A Writer' }],
    published: 2026,
    category: 'Fiction',
    language: 'en',
    description: 'Added over GraphQL.',
    editions: [edition],
  }
  const { id } = accepted(
    (await request(ADD_BOOK, { input: { handle: HANDLE, book } }, STAFF_TOKEN)).addBook,
  ).book
  const { upload } = accepted((await request(CREATE_UPLOAD, { book: id }, STAFF_TOKEN)).createCoverUpload)
  const form = new FormData()
  for (const { name, value } of upload.fields) form.append(name, value)
  form.append('file', PICTURE)
  const stored = await fetch(upload.url, { method: 'POST', body: form })
  if (!stored.ok) throw new Error(`the upload was answered ${stored.status}`)
  const input = { book: id, uploadId: upload.uploadId }
  return accepted((await request(SET_COVER, { input }, STAFF_TOKEN)).setCover).book
}

async function buy(edition) {
  const input = {
    lines: [{ isbn: edition.isbn, quantity: 1, unitPrice: edition.price.minor }],
    address: {
      name: 'Ada Byron',
      line1: '12 Marylebone Road',
      city: 'London',
      postcode: 'NW1 5JD',
      country: 'GB',
    },
    idempotencyKey: `graphql-${HANDLE}`,
  }
  const placed = accepted((await request(PLACE_ORDER, { input }, CUSTOMER_TOKEN)).placeOrder)
  const repeated = accepted((await request(PLACE_ORDER, { input }, CUSTOMER_TOKEN)).placeOrder)
  await confirmPayment(placed.clientSecret)
  const settled = accepted((await request(SETTLE, { id: placed.order.id }, CUSTOMER_TOKEN)).settlePayment)
  return { ...placed.order, repeated: repeated.order.number, settled: settled.order.status }
}

/** What Stripe's own script does in a browser. */
async function confirmPayment(clientSecret) {
  const body = new URLSearchParams({
    client_secret: clientSecret,
    payment_method: 'pm_card_visa',
    return_url: `${SHOP}/checkout/done`,
  })
  const headers = { Authorization: `Bearer ${STRIPE_KEY}` }
  const intent = clientSecret.split('_secret_')[0]
  const answer = await fetch(`${STRIPE}/v1/payment_intents/${intent}/confirm`, {
    method: 'POST',
    headers,
    body,
  })
  if (!answer.ok) throw new Error(await answer.text())
}

function accepted(payload) {
  if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors))
  return payload
}

/**
 * With `userPool` Amplify sends the access token; the shop takes the ID token, which says whose address is
 * verified. `lambda` is Amplify's name for a token that the caller gives.
 */
async function requestWithAmplify(query, variables = {}, token = undefined) {
  const graphql = { endpoint: `${SHOP}/graphql`, apiKey: settings.graphql.key, defaultAuthMode: 'apiKey' }
  Amplify.configure({ API: { GraphQL: graphql } })
  const client = generateClient()
  const credential = token ? { authMode: 'lambda', authToken: token } : { authMode: 'apiKey' }
  return (await client.graphql({ query, variables, ...credential })).data
}

async function requestWithFetch(query, variables = {}, token = undefined) {
  const credential = token ? { authorization: token } : { 'x-api-key': settings.graphql.key }
  const headers = { 'content-type': 'application/json', ...credential }
  const answer = await fetch(`${SHOP}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = await answer.json()
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}
