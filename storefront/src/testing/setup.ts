import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { clearEndedSession } from '@/lib/session'
import { clearPersonal, localTexts } from '@/lib/storage'
import { server } from './server'

// The first test of a file also loads lazy pages, on a machine that may be busy.
configure({ asyncUtilTimeout: 15_000 })

// An unmocked request is an error in the test or in the page.
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  server.resetHandlers()
  clearPersonal()
  clearEndedSession()
  localTexts.clear()
})
afterAll(() => server.close())
