// @vitest-environment node
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findCircles } from './circles.mjs'

const SRC = fileURLToPath(new URL('../src', import.meta.url))

function writeModules(modules: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'circles-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [path, text] of Object.entries(modules)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

it('no modules of the storefront import each other in a circle', () => {
  expect(findCircles(SRC).map((circle) => circle.map((file) => file.slice(SRC.length)).join(' → '))).toEqual(
    [],
  )
})

it('finds a circle through a folder, an alias and the import of a type', () => {
  const folder = writeModules({
    'a.ts': "import { b } from './b'",
    'b/index.ts': "export { c as b } from '@/c'",
    'c.tsx': "import type { A } from './a'",
    'd.ts': "import './a'",
  })
  expect(findCircles(folder)).toHaveLength(1)
  expect(new Set(findCircles(folder)[0])).toEqual(
    new Set(['a.ts', 'b/index.ts', 'c.tsx'].map((path) => join(folder, path))),
  )
})
