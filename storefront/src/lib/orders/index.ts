export * from './orders'
export * from './orderText'
export { useCovers } from './useCovers'
export { useExpectedArrival } from './useExpectedArrival'
