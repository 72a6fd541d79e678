import type { initGraphQLTada } from 'gql.tada'
import type { introspection } from './types/schema'

interface Setup {
  introspection: introspection
  scalars: { AWSDateTime: string; AWSURL: string }
}

type Graphql = ReturnType<typeof initGraphQLTada<Setup>>

/**
 * Declare an operation: its variables and result have the types that the schema gives its text. Nothing of it is
 * parsed in the browser, so the text is sent as it is written here; there are no fragments of other files.
 */
export const graphql = ((text: string) => text) as unknown as Graphql

export type { ResultOf, VariablesOf } from 'gql.tada'
