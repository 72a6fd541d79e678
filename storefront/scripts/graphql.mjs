/**
 * Generates the types of the GraphQL schema, by which gql.tada derives those of each query from its text. A part of
 * `npm run types`.
 */
import { readFile } from 'node:fs/promises'
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal'
import { buildSchema, introspectionFromSchema } from 'graphql'

const schemaDocument = new URL('../../docs/schema.graphql', import.meta.url)

export const schemaFile = new URL('../src/lib/graphql/types/schema.d.ts', import.meta.url)

export async function generateSchema() {
  const schema = buildSchema(await readFile(schemaDocument, 'utf8'))
  const introspection = minifyIntrospection(introspectionFromSchema(schema))
  return outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true })
}
