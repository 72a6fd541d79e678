export * from './orders'
export * from './orderText'
export { useCovers } from './useCovers'
export { expectedArrival, useExpectedArrival } from './useExpectedArrival'
