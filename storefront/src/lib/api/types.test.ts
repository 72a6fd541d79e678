// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { generateSchema, schemaFile } from '../../../scripts/graphql.mjs'
import {
  typesFile,
  SERVICES,
  generateRules,
  generateSchemas,
  generateTypes,
  rulesFile,
} from '../../../scripts/types.mjs'

it.each(SERVICES)('the types of %s match its OpenAPI document', async (service) => {
  const committed = await readFile(typesFile(service), 'utf8')
  expect(committed === (await generateTypes(service)), 'stale: run `npm run types`').toBe(true)
})

it('the schemas of the responses match the OpenAPI documents', async () => {
  const committed = await readFile(typesFile('schemas'), 'utf8')
  expect(committed === (await generateSchemas()), 'stale: run `npm run types`').toBe(true)
})

it('the rules of the book editor match the OpenAPI document of the catalogue', async () => {
  const committed = await readFile(rulesFile, 'utf8')
  expect(committed === (await generateRules()), 'stale: run `npm run types`').toBe(true)
})

it('the types of the GraphQL schema match docs/schema.graphql', async () => {
  const committed = await readFile(schemaFile, 'utf8')
  expect(committed === (await generateSchema()), 'stale: run `npm run types`').toBe(true)
})
