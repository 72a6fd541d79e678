import type { Draft } from './draft'

/** The service prices them; how long the post takes it does not know, and so neither do we. */
export const METHODS: Record<Draft['shipping'], { name: string; about: string }> = {
  standard: { name: 'Standard', about: 'By post, without hurry' },
  express: { name: 'Express', about: 'By courier, first in the van' },
}
