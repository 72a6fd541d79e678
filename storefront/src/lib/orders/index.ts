export * from './orders'
export * from './orderText'
export { useCovers } from './useCovers'
export { useExpected } from './useExpectedArrival'
