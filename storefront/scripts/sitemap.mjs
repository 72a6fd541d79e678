/**
 * `npm run sitemap -- https://the.shop`: writes robots.txt and sitemap.xml into dist/ from what the shop at that address
 * has on its shelves. Run when deploying, after the build; the addresses are those of src/app/routes.tsx.
 */
import { writeFile } from 'node:fs/promises'

const shop = new URL(process.argv[2] ?? 'http://127.0.0.1:21000').origin
const PRIVATE = ['/api/', '/cart', '/checkout', '/orders', '/account', '/sign-in', '/search']

async function get(path) {
  const response = await fetch(`${shop}/api/catalog${path}`)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}

async function allBooks() {
  const books = []
  let cursor
  do {
    const page = await get(`/books?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    books.push(...page.items)
    cursor = page.next
  } while (cursor)
  return books
}

const slug = (name) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
const entry = (path, changed) =>
  `<url><loc>${shop}${path}</loc>${changed ? `<lastmod>${changed.slice(0, 10)}</lastmod>` : ''}</url>`

const [books, { items: categories }] = await Promise.all([allBooks(), get('/categories')])
const authors = new Set(books.flatMap((book) => book.authors.map((author) => author.author_id)))
const series = new Set(books.flatMap((book) => book.series?.series_id ?? []))
const entries = [
  ...['/', '/new', '/top-20'].map((path) => entry(path)),
  ...categories.map(({ name }) => entry(`/shelves/${slug(name)}`)),
  ...[...authors].map((id) => entry(`/authors/${id}`)),
  ...[...series].map((id) => entry(`/series/${id}`)),
  ...books.map((book) => entry(`/books/${book.book_id}`, book.changed_at)),
]
const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const dist = (name) => new URL(`../dist/${name}`, import.meta.url)
await writeFile(
  dist('sitemap.xml'),
  `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${SITEMAP}">\n${entries.join('\n')}\n</urlset>\n`,
)
await writeFile(
  dist('robots.txt'),
  `User-agent: *\n${PRIVATE.map((path) => `Disallow: ${path}`).join('\n')}\n\nSitemap: ${shop}/sitemap.xml\n`,
)
console.log(`${entries.length} addresses in dist/sitemap.xml`)
