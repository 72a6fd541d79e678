export * from './addresses'
export * from './countries'
