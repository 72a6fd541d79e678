/**
 * Everything that drives the running shop in a browser: the journeys, the screenshots and the figures. `SHOP`
 * sets another address than the one of `make up`, `CHROMIUM` another browser than the installed one.
 */
import { defineConfig } from '@playwright/test'
import chromium from '@sparticuz/chromium'

const shop = process.env.SHOP ?? `http://127.0.0.1:${process.env.BOOKSTORE_PORT ?? '21000'}`
const executablePath = process.env.CHROMIUM || (await chromium.executablePath())
const desktop = { viewport: { width: 1280, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    baseURL: shop,
    actionTimeout: 60_000,
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: ['--no-sandbox', '--headless=new'] },
  },
  projects: [
    {
      name: 'desktop',
      use: desktop,
      testIgnore: /(phone|staff|engines-down|every-route|reports.*)\.spec\.ts/,
    },
    { name: 'every-route', testMatch: 'every-route.spec.ts', dependencies: ['desktop'] },
    { name: 'phone', use: phone, testMatch: 'phone.spec.ts' },
    { name: 'staff', use: desktop, testMatch: 'staff.spec.ts' },
    { name: 'engines-down', use: desktop, testMatch: 'engines-down.spec.ts' },
    { name: 'pictures', use: desktop, testMatch: 'reports/screenshots.spec.ts' },
    { name: 'figures', use: phone, testMatch: 'reports/figures.spec.ts' },
  ],
})
