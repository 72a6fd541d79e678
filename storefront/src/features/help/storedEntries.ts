/** What the shop stores in the browser, as the page about cookies lists it; a test compares it with the code. */
interface StoredEntry {
  key: string
  purpose: string
  until: string
}

const SIGNED_OUT = 'Until you sign out or clear it'
const TAB_CLOSED = 'Until you close the tab'
const CLEARED = 'Until you clear it'

export const STORED_ENTRIES: readonly StoredEntry[] = [
  {
    key: 'CognitoIdentityServiceProvider.…',
    purpose: 'Keeps you signed in.',
    until: 'Until you sign out or it expires',
  },
  {
    key: 'guest-cart',
    purpose: 'The number of your cart before you sign in.',
    until: 'Until you sign in; the cart expires after 30 days',
  },
  {
    key: 'recently-viewed',
    purpose: 'The last 12 books you viewed. To show them again, your browser asks us for these books.',
    until: SIGNED_OUT,
  },
  { key: 'recent-searches', purpose: 'Your last 5 searches.', until: SIGNED_OUT },
  { key: 'review-name', purpose: 'The display name of your last review.', until: SIGNED_OUT },
  {
    key: 'draft-…',
    purpose: 'What you have entered but not sent: a review, an address, your checkout.',
    until: TAB_CLOSED,
  },
  { key: 'coupon', purpose: 'Your promo code.', until: TAB_CLOSED },
  { key: 'theme', purpose: 'Light or dark mode.', until: CLEARED },
  { key: 'results-layout', purpose: 'List or grid in search results.', until: CLEARED },
  { key: 'shelf-layout', purpose: 'List or grid on category pages.', until: CLEARED },
]
