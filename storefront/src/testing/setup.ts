import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { server } from './server'

// The first test of a file fetches its pages' code too, on a machine that may be busy.
configure({ asyncUtilTimeout: 4_000 })

// A request that no test has foreseen is a mistake in the test or in the page.
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  server.resetHandlers()
  globalThis.localStorage?.clear()
  globalThis.sessionStorage?.clear()
})
afterAll(() => server.close())
