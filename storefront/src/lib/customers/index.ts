export * from './addresses'
export * from './addressFormats'
export * from './countries'
