export * from './arrival'
export * from './shippingOptions'
