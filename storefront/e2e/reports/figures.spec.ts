/**
 * `make figures`: timings and bytes of the main pages on a slow phone with an empty cache, with the machine's
 * load.
 */
import { loadavg } from 'node:os'
import { expect, test, type Browser } from '@playwright/test'
import { fetchBooksInStock, putInCart } from '../actions'
import { measure, type Figures } from './measure'

const RUNS = 3
const BUDGET = { cls: 0.1, scripts: 190_000 + 40_000, styles: 35_000 } // the entry and one route

test('figures of the main pages', async ({ browser, request, page }, { project }) => {
  test.setTimeout(600_000)
  const [book] = await fetchBooksInStock(request)
  await putInCart(page, book)
  const pages = {
    home: '/',
    search: '/search?q=sea',
    book: `/books/${book?.book_id}`,
    'top 20': '/top-20',
    cart: '/cart',
  }
  const storageState = await page.context().storageState()

  const rows: Record<string, object> = {}
  for (const [name, path] of Object.entries(pages)) {
    const figures = await measureMedian(browser, { ...project.use, storageState }, path)
    rows[name] = formatFigures(figures)
    expect.soft(figures.cls, `${name}: nothing moves`).toBeLessThanOrEqual(BUDGET.cls)
    expect.soft(figures.scripts, `${name}: scripts`).toBeLessThanOrEqual(BUDGET.scripts)
    expect.soft(figures.styles, `${name}: styles`).toBeLessThanOrEqual(BUDGET.styles)
  }
  rows['may be'] = { CLS: BUDGET.cls, scripts: kB(BUDGET.scripts), styles: kB(BUDGET.styles) }
  console.log(
    `\n390 px, 4x slower processor, slow 4G (which TTFB does not see), empty cache; load ${loadavg()[0]?.toFixed(1)}`,
  )
  console.table(rows)
})

/** Measure a page several times and take the median of each figure. */
async function measureMedian(browser: Browser, contextOptions: object, path: string): Promise<Figures> {
  const runs: Figures[] = []
  for (let run = 0; run < RUNS; run++) runs.push(await measure(browser, contextOptions, path))
  const names = Object.keys(runs[0] ?? {}) as (keyof Figures)[]
  const median = (name: keyof Figures) =>
    runs.map((run) => run[name]).toSorted((a, b) => a - b)[RUNS >> 1] ?? 0
  return Object.fromEntries(names.map((name) => [name, median(name)])) as unknown as Figures
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
const ms = (time: number): string => `${time.toFixed(0)} ms`

const formatFigures = (figures: Figures) => ({
  TTFB: ms(figures.ttfb),
  FCP: ms(figures.fcp),
  LCP: ms(figures.lcp),
  CLS: figures.cls.toFixed(3),
  scripts: kB(figures.scripts),
  styles: kB(figures.styles),
  total: kB(figures.bytes),
  requests: figures.requests,
})
