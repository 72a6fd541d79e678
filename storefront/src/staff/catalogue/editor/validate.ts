/** Checks a book as it is typed, by the service’s own schema; the service has the last word. */
import { BOOK_RULES } from '../types/bookRules'
import type { BookDraft, EditionDraft } from './draft'
import { toRequest } from './draft'

/** Messages by field, named as the service names them: `editions[0].isbn`. */
export type Problems = Readonly<Record<string, string>>

interface Rule {
  maxLength?: number
  minLength?: number
  pattern?: string
  minimum?: number
  maximum?: number
  maxItems?: number
  minItems?: number
  isRequired?: boolean
}
type Rules = Readonly<Record<string, Rule>>

const HINTS: Readonly<Record<string, string>> = {
  isbn: 'Enter the 13 digits of the ISBN.',
  language: 'Enter a code such as en.',
  released: 'Enter a day, such as 2026-11-30.',
  book_id: 'Use lowercase letters, digits and single hyphens.',
}

export function validateDraft(draft: BookDraft, isNew: boolean): Problems {
  const request = { ...toRequest(draft), ...(isNew && { book_id: draft.book_id }) }
  const problems = checkFields(request, BOOK_RULES.NewBookRequest, '')
  request.authors.forEach((author, i) =>
    Object.assign(problems, checkFields(author, BOOK_RULES.Author, `authors[${i}].`)),
  )
  if (request.series) Object.assign(problems, checkFields(request.series, BOOK_RULES.SeriesPlace, 'series.'))
  request.editions.forEach((edition, i) => {
    const prefix = `editions[${i}].`
    Object.assign(problems, checkFields(edition, BOOK_RULES.EditionRequest, prefix))
    Object.assign(problems, checkEdition(draft.editions[i], prefix))
  })
  if (!isNew) delete problems.book_id
  return problems
}

function checkFields(value: object, rules: Rules, prefix: string): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const [name, rule] of Object.entries(rules)) {
    const problem = findProblem((value as Record<string, unknown>)[name], rule, name)
    if (problem) problems[prefix + name] = problem
  }
  return problems
}

function findProblem(value: unknown, rule: Rule, name: string): string | undefined {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) return checkList(value, rule)
  if (typeof value === 'number') return checkNumber(value, rule)
  if (typeof value !== 'string') return undefined
  if (value === '' && (rule.minLength || (rule.pattern && rule.isRequired))) return 'This is needed.'
  if (value.length < (rule.minLength ?? 0)) return `At least ${rule.minLength} characters.`
  if (rule.maxLength !== undefined && value.length > rule.maxLength)
    return `At most ${rule.maxLength} characters: it has ${value.length}.`
  return rule.pattern && value && !new RegExp(rule.pattern).test(value)
    ? (HINTS[name] ?? 'This has another form.')
    : undefined
}

function checkList(
  value: readonly unknown[],
  { minItems = 0, maxItems = Infinity, ...rule }: Rule,
): string | undefined {
  if (value.length < minItems) return 'This is needed.'
  if (value.length > maxItems) return `At most ${maxItems}.`
  const texts = value.filter((item) => typeof item === 'string')
  return texts.map((text) => findProblem(text, { ...rule, isRequired: true }, '')).find(Boolean)
}

function checkNumber(value: number, { minimum = -Infinity, maximum = Infinity }: Rule): string | undefined {
  if (!Number.isInteger(value)) return 'Enter a number.'
  return value < minimum || value > maximum ? `Enter a number from ${minimum} to ${maximum}.` : undefined
}

/** What no schema says: the check digit, a price in pence, a weight in print. */
function checkEdition(edition: EditionDraft | undefined, prefix: string): Problems {
  if (!edition) return {}
  const problems: Record<string, string> = {}
  const isbn = edition.isbn.replace(/[\s-]/g, '')
  if (/^\d{13}$/.test(isbn) && !hasValidCheckDigit(isbn))
    problems[`${prefix}isbn`] = 'The check digit is wrong: is a digit mistyped?'
  if (!/^\d+([.]\d{1,2})?$/.test(edition.price.trim()))
    problems[`${prefix}price`] = 'Enter a price such as 8.99.'
  const isPrinted = edition.format === 'paperback' || edition.format === 'hardcover'
  if (isPrinted && !Number(edition.weight_grams))
    problems[`${prefix}weight_grams`] = 'A printed book has a weight: its delivery is priced by it.'
  return problems
}

/** ISO 2108: weights 1 and 3 in turn, the sum divisible by ten. */
const hasValidCheckDigit = (isbn: string): boolean =>
  [...isbn].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 3 : 1), 0) % 10 === 0
