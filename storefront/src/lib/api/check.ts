/** Checks a response at the edge, so that a wrong answer is an error of the request and not of a page. */
import { FIELD_TYPES } from './types/fields'

/**
 * Find the first field whose value is of another JSON type than the services document, as a path such as
 * `items.0.editions`. Fields that nobody documents are allowed, and so are fields that are missing.
 */
export function findWrongField(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  for (const [name, value] of Object.entries(body)) {
    const types = Array.isArray(body) || !Object.hasOwn(FIELD_TYPES, name) ? undefined : FIELD_TYPES[name]
    if (types !== undefined && !isAllowed(value, types)) return name
    const inner = types?.includes(MAP) ? undefined : findWrongField(value)
    if (inner) return `${name}.${inner}`
  }
  return undefined
}

/** An object whose names are data: they are not looked up as fields. */
const MAP = 'm'
const ELEMENTS = /\[([^\]]*)\]/g

function isAllowed(value: unknown, types: string): boolean {
  if (value === undefined) return true
  if (!Array.isArray(value)) return includesType(types.replace(ELEMENTS, ''), value)
  const lists = [...types.matchAll(ELEMENTS)].map(([, elements = '']) => elements)
  return lists.some((elements) => value.every((element) => includesType(elements, element)))
}

const includesType = (types: string, value: unknown): boolean =>
  types.includes('*') || [...types].some((letter) => letter === letterOf(value, types))

function letterOf(value: unknown, types: string): string {
  if (value === null) return '0'
  if (typeof value === 'object') return types.includes(MAP) ? MAP : 'o'
  return typeof value === 'string' ? 's' : typeof value === 'number' ? 'n' : 'b'
}

const reported = new Set<string>()

/** Write to the console that an answer was refused, once for each place. */
export function reportWrongField(url: string, field: string): void {
  const place = `${url.split('?')[0]} ${field}`
  if (reported.has(place)) return
  reported.add(place)
  console.error('response refused', { url, field })
}
