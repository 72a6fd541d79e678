export * from './arrival'
export * from './ways'
