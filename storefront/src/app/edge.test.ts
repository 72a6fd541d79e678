/**
 * The edge decides which addresses are pages before the router sees them: its function, run here as it is in the
 * template, and the router agree about every address.
 */
import { readFileSync } from 'node:fs'
import { matchRoutes } from 'react-router'
import { routes } from './routes'

interface EdgeRequest {
  uri: string
  querystring: Record<string, { value: string; multiValue?: { value: string }[] }>
}
interface EdgeResponse {
  statusCode: number
  headers: { location: { value: string } }
}
type Handler = (event: { request: EdgeRequest }) => EdgeRequest | EdgeResponse

function loadFunction<H>(name: string): H {
  const template = readFileSync('../deploy/platform/edge.yaml', 'utf8')
  const [, code = ''] = new RegExp(`${name}:[^]*?FunctionCode: \\|\\n([^]*?)\\n {2}\\S`).exec(template) ?? []
  return new Function(`${code}; return handler`)() as H
}

const handler = loadFunction<Handler>('PageFunction')

/** What the edge does with an address: the file it reads, or where it redirects to. */
function answer(uri: string, querystring: EdgeRequest['querystring'] = {}): string {
  const result = handler({ request: { uri, querystring } })
  return 'uri' in result ? result.uri : `${result.statusCode} ${result.headers.location.value}`
}

function listPaths(entries: typeof routes, parent = ''): string[] {
  return entries.flatMap(({ path, children }) => {
    const own = path ? `${parent}/${path}` : parent
    return children ? listPaths(children, own) : [own || '/']
  })
}

const isPage = (path: string): boolean => matchRoutes(routes, path)?.at(-1)?.route.path !== '*'

const PATHS = listPaths(routes).filter((path) => path !== '/*')

const ORDER = '01K8ZJ5W3QJ6T3B9D0M4N7P8RS'

/** The address of a route with a value of its kind. */
const toAddress = (path: string): string => path.replace(/:orderId\??/, ORDER).replace(/:\w+\??/, 'emma-2')

it.each(PATHS)('serves the page at %s', (path) => {
  expect(answer(path.replace(/\/:\w+\?$/, '').replace(/:\w+/, toAddress))).toBe('/index.html')
  expect(answer(toAddress(path))).toBe('/index.html')
})

it.each(PATHS.filter((path) => path !== '/'))('leads to %s without what stood behind it', (path) => {
  for (const end of ['.', ',', '...', ')', '%22', '%E2%80%9D.', '!', '%20'])
    expect(answer(toAddress(path) + end)).toBe(`301 ${toAddress(path)}`)
})

it.each([
  '/books/emma',
  '/shelves/fiction',
  '/shelves/%D0%BF%D0%BE%D1%8D%D0%B7%D0%B8%D1%8F',
  '/no/such/page',
  '/books',
  '/books/emma/reviews',
  '/emma',
  '/wp-login.php',
  '/.env',
  '/orders/1/2',
  '/account/nothing',
])('agrees with the router about %s', (path) => {
  expect(answer(path)).toBe(isPage(path) ? '/index.html' : '/not-found.html')
})

it.each([
  '/books/..',
  '/books/%2e%2e',
  '/books/a%2Fb',
  '/books/%00',
  '/books/%zz',
  `/books/${'x'.repeat(301)}`,
  '/a\\b',
  '/books/dr.-jekyll',
  '/books/emma.html',
  '/books/%C3%A9mile',
  '/books/emma--2',
  '/authors/jane austen',
  '/series/%F0%9F%93%9A',
  '/orders/42',
  '/orders/01K8ZJ5W3QJ6T3B9D0M4N7P8RU', // no U in a ULID
  '/checkout/done/emma',
  '/shelves/a%2Fb',
  '/shelves/%3Cscript%3E',
])('names no page under %s', (path) => {
  expect(answer(path)).toBe('/not-found.html')
})

it.each([
  ['//books//emma', '/books/emma'],
  ['/books/emma/', '/books/emma'],
  ['/Books/Emma', '/books/emma'],
  [`/Orders/${ORDER.toLowerCase()}`, `/orders/${ORDER}`],
  ['/Shelves/%D0%9F%D0%9E%D0%AD%D0%97%D0%98%D0%AF', '/shelves/%D0%BF%D0%BE%D1%8D%D0%B7%D0%B8%D1%8F'],
  ['/CART', '/cart'],
  ['//', '/'],
  ['/index.html', '/'],
  ['//cart/', '/cart'],
])('leads from %s to the one address of the page', (path, canonical) => {
  expect(answer(path)).toBe(`301 ${canonical}`)
  expect(answer(canonical)).toBe('/index.html')
})

it('keeps the query when it redirects, and leads to no other host', () => {
  const query = {
    q: { value: 'a.b%20c+d' },
    format: { value: 'ebook', multiValue: [{ value: 'ebook' }, { value: 'é&' }] },
  }
  expect(answer('/Search/', query)).toBe('301 /search?q=a.b%20c%20d&format=ebook&format=%C3%A9%26')
  expect(answer('//evil.example/cart')).toBe('/not-found.html')
})

it.each([
  '/assets/index-1.js',
  '/favicon.svg',
  '/theme.js',
  '/settings.json',
  '/robots.txt',
  '/sitemap-2.xml',
])('reads the file %s, whether it exists or not', (path) => {
  expect(answer(path)).toBe(path)
})

type Connect = (event: { request: { headers: Record<string, { value: string }> } }) => object
const connect = (headers: Record<string, string>) =>
  loadFunction<Connect>('RealtimeFunction')({
    request: {
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }])),
    },
  })

it.each(['https://evil.example', 'http://shop.example', 'https://shop.example.evil.example', 'null'])(
  'opens no WebSocket for a page of %s',
  (origin) => expect(connect({ host: 'shop.example', origin })).toMatchObject({ statusCode: 403 }),
)

it.each<Record<string, string>>([{ origin: 'https://shop.example' }, {}])(
  'opens a WebSocket for the shop’s pages and for programs: %j',
  (headers) => expect(connect({ host: 'shop.example', ...headers })).toMatchObject({ uri: '/graphql' }),
)
