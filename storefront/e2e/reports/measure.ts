import type { Browser, CDPSession, Page } from '@playwright/test'

export interface Figures {
  ttfb: number
  fcp: number
  lcp: number
  cls: number
  /** Transferred (compressed) bytes. */
  scripts: number
  styles: number
  bytes: number
  requests: number
}

/** The throttling that Lighthouse applies: slow 4G, and a processor four times slower. */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1_474.56 * 1024) / 8,
  uploadThroughput: (675 * 1024) / 8,
}
const CPU_SLOWDOWN = 4

/** Load a page with an empty cache and measure it until the network is idle. */
export async function measure(browser: Browser, contextOptions: object, path: string): Promise<Figures> {
  const context = await browser.newContext(contextOptions)
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  const network = await trackNetwork(devtools)
  await page.addInitScript(observeVitals)
  await page.goto(path, { waitUntil: 'networkidle' })
  const vitals = await page.evaluate(
    () => (window as unknown as { vitals: { lcp: number; cls: number } }).vitals,
  )
  const times = await readTimings(page)
  await context.close()
  return { ...times, ...vitals, ...network }
}

async function trackNetwork(devtools: CDPSession) {
  const network = { scripts: 0, styles: 0, bytes: 0, requests: 0 }
  const kinds = new Map<string, string>()
  devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (response.url.startsWith('http')) kinds.set(requestId, type) // drawn covers are data URLs
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId)
    if (!kind) return
    network.requests += 1
    network.bytes += encodedDataLength
    if (kind === 'Script') network.scripts += encodedDataLength
    if (kind === 'Stylesheet') network.styles += encodedDataLength
  })
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  return network
}

/** Collect LCP and CLS; runs in the page before its own scripts. */
function observeVitals(): void {
  const vitals = { lcp: 0, cls: 0 }
  Object.assign(window, { vitals })
  new PerformanceObserver((list) => {
    vitals.lcp = list.getEntries().at(-1)?.startTime ?? vitals.lcp
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries() as (PerformanceEntry & {
      value: number
      hadRecentInput: boolean
    })[])
      if (!shift.hadRecentInput) vitals.cls += shift.value
  }).observe({ type: 'layout-shift', buffered: true })
}

const readTimings = (page: Page) =>
  page.evaluate(() => ({
    ttfb: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseStart,
    fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  }))
