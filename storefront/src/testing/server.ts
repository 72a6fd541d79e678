import { setupServer } from 'msw/node'
import { handlers } from './handlers'

/** The five services as the tests know them; a test puts its own answers before these with `server.use(…)`. */
export const server = setupServer(...handlers)
