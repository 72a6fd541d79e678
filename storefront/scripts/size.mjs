/** `npm run size`, after a build: what a visitor loads, gzipped, against the budget. Exit code 1 when over it. */
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

const BUDGET = { entryScript: 190_000, entryStyle: 35_000, routeScript: 40_000 }
const DIST = new URL('../dist/', import.meta.url)

/** Sign-in and payment bring their own libraries and are loaded by nobody who only looks around. */
const ON_DEMAND = [/cognito/, /stripe/i]

const manifest = JSON.parse(await readFile(new URL('manifest.json', DIST), 'utf8'))
const gzipped = async (file) => gzipSync(await readFile(new URL(file, DIST)), { level: 9 }).length
const total = async (files) => (await Promise.all([...files].map(gzipped))).reduce((a, b) => a + b, 0)

/** A chunk with everything it imports statically. */
function withImports(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  manifest[key].imports?.forEach((imported) => withImports(imported, seen))
  return seen
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const first = withImports(entry)
const scripts = [...first].map((key) => manifest[key].file)
const styles = new Set([...first].flatMap((key) => manifest[key].css ?? []))

const lines = [
  ['shop entry, scripts', await total(scripts), BUDGET.entryScript],
  ['shop entry, styles', await total(styles), BUDGET.entryStyle],
]
for (const key of Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry)) {
  const own = [...withImports(key)].filter((part) => !first.has(part)).map((part) => manifest[part].file)
  const budget = ON_DEMAND.some((name) => name.test(key)) ? Infinity : BUDGET.routeScript
  lines.push([key.replace(/^src\//, ''), await total(own), budget])
}

let over = false
for (const [name, bytes, budget] of lines.toSorted((a, b) => b[1] - a[1])) {
  over ||= bytes > budget
  const limit = Number.isFinite(budget) ? `of ${(budget / 1000).toFixed(0)}` : 'on demand'
  console.log(
    `${(bytes / 1000).toFixed(1).padStart(7)} kB ${limit.padEnd(10)} ${name}${bytes > budget ? '  OVER BUDGET' : ''}`,
  )
}
process.exitCode = over ? 1 : 0
