export * from './cart'
export { setCoupon, useCoupon } from './coupon'
export * from './quote'
export { useQuote } from './useQuote'
