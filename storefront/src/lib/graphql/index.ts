export { query, type Answer } from './client'
export { toKey } from './ids'
export { graphql, type ResultOf, type VariablesOf } from './query'
