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

function loadPageFunction(): Handler {
  const template = readFileSync('../deploy/platform/edge.yaml', 'utf8')
  const [, code = ''] = /PageFunction:[^]*?FunctionCode: \|\n([^]*?)\n {2}\S/.exec(template) ?? []
  return new Function(`${code}; return handler`)() as Handler
}

const handler = loadPageFunction()

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

it.each(PATHS)('serves the page at %s', (path) => {
  expect(answer(path.replace(/\/:\w+\?/, '').replace(/:\w+/g, 'emma'))).toBe('/index.html')
  expect(answer(path.replace(/:\w+\??/g, 'emma.'))).toBe('/index.html')
})

it.each([
  '/books/emma.',
  '/books/dr.-jekyll',
  '/books/emma.html',
  '/books/%C3%A9mile',
  '/shelves/fiction',
  '/no/such/page',
  '/books',
  '/books/emma/reviews',
  '/emma.',
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
])('names no page under %s', (path) => {
  expect(answer(path)).toBe('/not-found.html')
})

it.each([
  ['//books//emma', '/books/emma'],
  ['/books/emma/', '/books/emma'],
  ['/Books/Emma', '/books/Emma'],
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
