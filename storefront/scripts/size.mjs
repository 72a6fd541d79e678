/**
 * `npm run size`, after a build: compares the gzipped bytes with the budget. The exit code is 1 when one is
 * exceeded.
 */
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

const BUDGET = { entryScript: 190_000, entryStyle: 35_000, route: 40_000, staffScript: 260_000 }
const SHOP_ENTRY = 'index.html'
const STAFF_ENTRY = 'staff/index.html'
const DIST = new URL('../dist/', import.meta.url)

/** Sign-in and payment load libraries of their own, and only when they are used: no budget applies. */
const ON_DEMAND = [/cognito/, /stripe/i]

/**
 * Measure the entry and each route against its budget, the largest first.
 * @param {Record<string, { file: string, css?: string[], imports?: string[], isEntry?: boolean, isDynamicEntry?: boolean }>} manifest
 * @param {(file: string) => Promise<number>} countBytes
 */
export async function measureBundle(manifest, countBytes) {
  const keys = Object.keys(manifest)
  const entry = withImports(manifest, SHOP_ENTRY)
  const staffEntry = manifest[STAFF_ENTRY] ? withImports(manifest, STAFF_ENTRY) : new Set()
  const findFiles = (/** @type {Iterable<string>} */ chunks) => [...chunks].map((key) => manifest[key].file)
  const findStyles = (/** @type {Iterable<string>} */ chunks) =>
    [...chunks].flatMap((key) => manifest[key].css ?? [])
  const total = async (/** @type {string[]} */ files) =>
    (await Promise.all([...new Set(files)].map(countBytes))).reduce((sum, bytes) => sum + bytes, 0)

  const weights = [
    { name: 'shop entry, scripts', bytes: await total(findFiles(entry)), budget: BUDGET.entryScript },
    { name: 'shop entry, styles', bytes: await total(findStyles(entry)), budget: BUDGET.entryStyle },
    { name: 'staff entry, scripts', bytes: await total(findFiles(staffEntry)), budget: BUDGET.staffScript },
    { name: 'staff entry, styles', bytes: await total(findStyles(staffEntry)), budget: BUDGET.entryStyle },
  ]
  for (const key of keys.filter((key) => manifest[key].isDynamicEntry)) {
    const loaded = key.startsWith('src/staff/') ? staffEntry : entry
    const ownChunks = [...withImports(manifest, key)].filter((chunk) => !loaded.has(chunk))
    const budget = ON_DEMAND.some((name) => name.test(key)) ? Infinity : BUDGET.route
    const bytes = await total([...findFiles(ownChunks), ...findStyles(ownChunks)])
    weights.push({ name: key.replace(/^src\//, ''), bytes, budget })
  }
  return weights.toSorted((a, b) => b.bytes - a.bytes)
}

/**
 * Collect a chunk and everything that it imports statically.
 * @param {Parameters<typeof measureBundle>[0]} manifest
 * @param {string} key
 * @param {Set<string>} seen
 */
function withImports(manifest, key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  manifest[key].imports?.forEach((imported) => withImports(manifest, imported, seen))
  return seen
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const manifest = JSON.parse(await readFile(new URL('manifest.json', DIST), 'utf8'))
  const gzipped = async (/** @type {string} */ file) =>
    gzipSync(await readFile(new URL(file, DIST)), { level: 9 }).length
  for (const { name, bytes, budget } of await measureBundle(manifest, gzipped)) {
    const limit = Number.isFinite(budget) ? `of ${budget / 1000}` : 'on demand'
    const over = bytes > budget
    console.log(
      `${(bytes / 1000).toFixed(1).padStart(7)} kB ${limit.padEnd(10)} ${name}${over ? '  OVER BUDGET' : ''}`,
    )
    if (over) process.exitCode = 1
  }
}
