import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { expect, type Page } from '@playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What the theme and the width of a page can change; everything else is the same for all of them. */
const VISUAL_RULES = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']
const WIDTHS = [390, 320]
const HEIGHT = 800

/** The paths that were checked: `every-route.spec.ts` verifies that no route is missing. */
export const VISITED_FILE = 'test-results/accessible.txt'

interface Finding {
  id: string
  nodes: { target: string[] }[]
}

/** Expect no axe finding, and nothing wider than the page, in both themes: as wide as it is, and on phones. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect(page.locator('.sk')).toHaveCount(0) // the page and not its skeleton
  const size = page.viewportSize()
  await expectNoFindings(page, 'light', RULES)
  await expectNoFindings(page, 'dark', RULES)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect.soft(overflow, `px too wide at ${width} px: ${page.url()}`).toBeLessThanOrEqual(0)
    await expectNoFindings(page, 'light', width === 320 ? RULES : VISUAL_RULES)
    await expectNoFindings(page, 'dark', VISUAL_RULES)
  }
  await setTheme(page, 'light')
  if (size) await page.setViewportSize(size)
  mkdirSync(dirname(VISITED_FILE), { recursive: true })
  appendFileSync(VISITED_FILE, `${new URL(page.url()).pathname}\n`)
}

const setTheme = (page: Page, theme: string) =>
  page.evaluate((name) => (document.documentElement.dataset.bsTheme = name), theme)

async function expectNoFindings(page: Page, theme: string, rules: readonly string[]): Promise<void> {
  await setTheme(page, theme)
  const variant = `axe, ${theme}, ${page.viewportSize()?.width} px, ${page.url()}`
  expect.soft(await runAxe(page, rules), variant).toEqual([])
}

async function runAxe(page: Page, rules: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const violations = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as {
      axe: { run: (page: Document, options: object) => Promise<{ violations: Finding[] }> }
    }
    return (await axe.run(document, { runOnly: rules, resultTypes: ['violations'] })).violations
  }, rules)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
