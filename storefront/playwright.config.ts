/**
 * Journeys through the running system: `make up` first. `SHOP` is the address of a deployed shop; without it Vite is
 * started in front of the running system, at `STOREFRONT_PORT`. `CHROMIUM` names a browser of the machine; without it
 * Playwright's own is taken (`npx playwright install chromium`).
 */
import { defineConfig } from '@playwright/test'

const shop = process.env.SHOP ?? `http://127.0.0.1:${process.env.STOREFRONT_PORT ?? '21009'}`
const executablePath = process.env.CHROMIUM || undefined

export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: shop,
    actionTimeout: 15_000,
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: executablePath ? ['--no-sandbox', '--headless=new'] : [] },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 900 } } },
    { name: 'phone', use: { viewport: { width: 390, height: 844 } }, testMatch: 'buying.spec.ts' },
  ],
  webServer: process.env.SHOP ? undefined : { command: 'npx vite', url: shop, reuseExistingServer: true },
})
