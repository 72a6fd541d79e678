import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { expect, type Page } from '@playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const NARROW = { width: 320, height: 800 }

/** The paths that were checked: `every-route.spec.ts` verifies that no route is missing. */
export const VISITED_FILE = 'test-results/accessible.txt'

interface Finding {
  id: string
  nodes: { target: string[] }[]
}

/**
 * Expect no axe finding in the light theme, in the dark theme and at a width of 320 px, and no overflow
 * there.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect(page.locator('.sk')).toHaveCount(0) // the page and not its skeleton
  const size = page.viewportSize() ?? NARROW
  await expectNoFindings(page, 'light')
  await setTheme(page, 'dark')
  await expectNoFindings(page, 'dark')
  await setTheme(page, 'light')
  await page.setViewportSize(NARROW)
  await expectNoFindings(page, '320 px')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect.soft(overflow, `px too wide at 320 px: ${page.url()}`).toBeLessThanOrEqual(0)
  await page.setViewportSize(size)
  mkdirSync(dirname(VISITED_FILE), { recursive: true })
  appendFileSync(VISITED_FILE, `${new URL(page.url()).pathname}\n`)
}

const setTheme = (page: Page, theme: string) =>
  page.evaluate((name) => (document.documentElement.dataset.bsTheme = name), theme)

async function expectNoFindings(page: Page, variant: string): Promise<void> {
  expect.soft(await runAxe(page), `axe, ${variant}, ${page.url()}`).toEqual([])
}

async function runAxe(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const violations = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as {
      axe: { run: (page: Document, options: object) => Promise<{ violations: Finding[] }> }
    }
    return (await axe.run(document, { runOnly: rules, resultTypes: ['violations'] })).violations
  }, RULES)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
