/** Keys as they are written in the code and shown in the help: `/`, `g o` one after the other, `mod+k` at once. */
import { isComposing } from '@/lib/keys'

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform)

/** The time between two keys of a sequence, in milliseconds. */
export const SEQUENCE_TIME = 1_200

/** Return the key of an event in the form of the commands; '' for one that is not ours. */
export function toKeyName(event: KeyboardEvent): string {
  if (isComposing(event) || event.altKey) return ''
  if (event.metaKey || event.ctrlKey) return `mod+${event.key.toLowerCase()}`
  return event.key.length === 1 ? event.key : event.key.toLowerCase()
}

/** Whether a key belongs to the field that has the focus: a letter is text there, ⌘K is not. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey) return false
  const field = event.target instanceof Element ? event.target : null
  return Boolean(
    field?.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]'),
  )
}

/** Format `mod+k` as ⌘K or Ctrl K, `g o` as two keys. */
export const formatKeys = (keys: string): string[] =>
  keys
    .split(' ')
    .map((key) => (key.startsWith('mod+') ? `${isMac() ? '⌘' : 'Ctrl '}${key.slice(4).toUpperCase()}` : key))
