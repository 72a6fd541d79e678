/** The promotion code lasts from the cart to the order, in this tab only. */
import { useSyncExternalStore } from 'react'
import { forgetInTab, keepInTab, keptInTab } from '../storage'

const COUPON = 'coupon'
const listeners = new Set<() => void>()

const current = (): string => keptInTab(COUPON, '')

export function setCoupon(code: string): void {
  if (code) keepInTab(COUPON, code)
  else forgetInTab(COUPON)
  listeners.forEach((listener) => listener())
}

export const useCoupon = (): string =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, current)
