// @vitest-environment node
import { measureBundle } from './size.mjs'

const manifest = {
  'index.html': { file: 'entry.js', css: ['shop.css'], imports: ['_react'], isEntry: true },
  _react: { file: 'react.js' },
  _shelf: { file: 'shelf.js' },
  'src/app/HomePage.tsx': { file: 'home.js', imports: ['_react', '_shelf'], isDynamicEntry: true },
  'src/trace/TracePage.tsx': {
    file: 'trace.js',
    css: ['trace.css'],
    imports: ['_shelf'],
    isDynamicEntry: true,
  },
  'src/lib/session/cognito.ts': { file: 'cognito.js', isDynamicEntry: true },
}

async function measure(bytes: Record<string, number>) {
  const weights = await measureBundle(manifest, async (file) => bytes[file] ?? 0)
  return Object.fromEntries(weights.map(({ name, ...weight }) => [name, weight]))
}

const findOverBudget = (weights: Awaited<ReturnType<typeof measure>>) =>
  Object.entries(weights).flatMap(([name, { bytes, budget }]) => (bytes > budget ? [name] : []))

it('counts shared chunks with the entry, and a route without them', async () => {
  const weights = await measure({
    'entry.js': 60,
    'react.js': 70,
    'shelf.js': 5,
    'home.js': 20,
    'trace.js': 9,
    'trace.css': 2,
  })
  expect(weights['shop entry, scripts']?.bytes).toBe(130)
  expect(weights['app/HomePage.tsx']?.bytes).toBe(25)
  expect(weights['trace/TracePage.tsx']?.bytes).toBe(16)
})

it.each([
  ['shop entry, scripts', { 'entry.js': 100_000, 'react.js': 90_001 }],
  ['shop entry, styles', { 'shop.css': 35_001 }],
  ['app/HomePage.tsx', { 'home.js': 40_001 }],
])('reports %s when it exceeds its budget', async (name, bytes) => {
  expect(findOverBudget(await measure(bytes))).toEqual([name])
})

it('has no budget for the sign-in, which is loaded on demand', async () => {
  expect(findOverBudget(await measure({ 'cognito.js': 300_000 }))).toEqual([])
})
