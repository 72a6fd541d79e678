/** Two people changed one book: what each of them changed, and what to save. */
import type { BookDraft } from './draft'

export type FieldName = keyof BookDraft
export type Side = 'mine' | 'theirs'
export type Choices = Readonly<Partial<Record<FieldName, Side>>>

export interface Conflict {
  field: FieldName
  before: string
  mine: string
  theirs: string
}

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const differing = (a: BookDraft, b: BookDraft): FieldName[] =>
  (Object.keys(a) as FieldName[]).filter((field) => !isEqual(a[field], b[field]))

/** The fields that both changed, to different values: only these need a decision. */
export function findConflicts(before: BookDraft, mine: BookDraft, theirs: BookDraft): Conflict[] {
  const theirChanges = differing(before, theirs)
  return differing(before, mine)
    .filter((field) => theirChanges.includes(field) && !isEqual(mine[field], theirs[field]))
    .map((field) => ({
      field,
      before: show(before[field]),
      mine: show(mine[field]),
      theirs: show(theirs[field]),
    }))
}

/** Their book with my changes on top; of a field that both changed, the chosen one. */
export function mergeDrafts(
  before: BookDraft,
  mine: BookDraft,
  theirs: BookDraft,
  choices: Choices,
): BookDraft {
  const own = differing(before, mine).filter((field) => choices[field] !== 'theirs')
  return { ...theirs, ...Object.fromEntries(own.map((field) => [field, mine[field]])) }
}

/** Format a value to be compared by eye. */
const show = (value: BookDraft[FieldName]): string => {
  if (typeof value === 'string') return value || '(empty)'
  return Array.isArray(value)
    ? value.map(({ format, isbn, price }) => `${format} ${isbn} ${price}`).join('\n')
    : JSON.stringify(value)
}
