/** The promotion code, stored in this tab from the cart to the order. */
import { useSyncExternalStore } from 'react'
import { removeFromTab, saveInTab, loadFromTab } from '../storage'

const COUPON = 'coupon'
const listeners = new Set<() => void>()

const loadCoupon = (): string => loadFromTab(COUPON, '')

export function setCoupon(code: string): void {
  if (code) saveInTab(COUPON, code)
  else removeFromTab(COUPON)
  listeners.forEach((listener) => listener())
}

export const useCoupon = (): string =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, loadCoupon)
