/** Stripe's form in the shop's clothes: the values of the theme that is on. */
import type { Appearance } from '@stripe/stripe-js'

const value = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim()

export function appearance(): Appearance {
  const ring = `0 0 0 1px ${value('--ink')}`
  return {
    theme: 'stripe',
    disableAnimations: true,
    variables: {
      fontFamily: value('--bs-font-sans-serif'),
      colorPrimary: value('--ink'),
      colorBackground: value('--sheet'),
      colorText: value('--ink'),
      colorTextSecondary: value('--graphite'),
      colorTextPlaceholder: value('--pencil'),
      colorDanger: value('--rubric'),
      borderRadius: '2px',
    },
    rules: {
      '.Input': { border: `1px solid ${value('--edge')}`, boxShadow: 'none' },
      '.Input:focus': { border: `1px solid ${value('--ink')}`, boxShadow: ring },
      '.Tab': { border: `1px solid ${value('--edge')}`, boxShadow: 'none' },
      '.Tab--selected': { border: `1px solid ${value('--ink')}`, boxShadow: ring },
    },
  }
}
