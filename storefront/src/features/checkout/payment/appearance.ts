/** The appearance of Stripe's form, from the current theme's custom properties. */
import type { Appearance } from '@stripe/stripe-js'

const cssVariable = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim()

export function appearance(): Appearance {
  const ring = `0 0 0 1px ${cssVariable('--ink')}`
  return {
    theme: 'stripe',
    disableAnimations: true,
    variables: {
      fontFamily: cssVariable('--bs-font-sans-serif'),
      colorPrimary: cssVariable('--ink'),
      colorBackground: cssVariable('--sheet'),
      colorText: cssVariable('--ink'),
      colorTextSecondary: cssVariable('--graphite'),
      colorTextPlaceholder: cssVariable('--pencil'),
      colorDanger: cssVariable('--rubric'),
      borderRadius: '2px',
    },
    rules: {
      '.Input': { border: `1px solid ${cssVariable('--edge')}`, boxShadow: 'none' },
      '.Input:focus': { border: `1px solid ${cssVariable('--ink')}`, boxShadow: ring },
      '.Tab': { border: `1px solid ${cssVariable('--edge')}`, boxShadow: 'none' },
      '.Tab--selected': { border: `1px solid ${cssVariable('--ink')}`, boxShadow: ring },
    },
  }
}
