import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Finding {
  id: string
  nodes: { target: string[]; failureSummary: string }[]
}

/** What axe has against the page as it stands, by daylight and by lamplight, and whether it is wider than the window. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor() // the page itself, not what says that it is loading
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => (document.documentElement.dataset.bsTheme = name), theme)
    expect(await findings(page), `axe, ${theme}, ${page.url()}`).toEqual([])
  }
  await page.evaluate(() => (document.documentElement.dataset.bsTheme = 'light'))
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const found = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as {
      axe: { run: (page: Document, options: object) => Promise<{ violations: Finding[] }> }
    }
    return (await axe.run(document, { runOnly: rules })).violations
  }, RULES)
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
