/** Whether a key belongs to an input method that composes a character, such as Japanese: it is not ours then. */
export const isComposing = ({ isComposing, keyCode }: KeyboardEvent): boolean =>
  isComposing || keyCode === 229 // Safari ends a composition before its last key
