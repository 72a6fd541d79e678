// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { fileOf, SERVICES, typesOf } from '../../../scripts/types.mjs'

it.each(SERVICES)('the types of %s say what its OpenAPI document says', async (service) => {
  const committed = await readFile(fileOf(service), 'utf8')
  expect(committed === (await typesOf(service)), 'stale: run `npm run types`').toBe(true)
})
