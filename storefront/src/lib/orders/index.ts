export * from './orders'
export * from './sentences'
export { useCovers } from './useCovers'
export { useExpected } from './useExpected'
