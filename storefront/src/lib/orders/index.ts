export * from './orders'
export * from './sentences'
