/** Checks a response at the edge, so that a wrong answer is an error of the request and not of a page. */
import { SCHEMAS } from './types/schemas'

export type ServiceName = keyof typeof SCHEMAS

/** The fields of a struct by name, and whether each has to be there. */
type Struct = Map<string, { types: string; isRequired: boolean }>

const parsed = new Map<string, Struct>()

/**
 * Find the first field that is missing, or whose value is not of a type that the service documents, as a path such as
 * `items.0.editions`; `''` for the whole response. Fields that nobody documents are allowed. Undefined when all is
 * well, or when the service documents no content.
 */
export function findWrongField(service: ServiceName, operation: string, body: unknown): string | undefined {
  const struct = (SCHEMAS[service].operations as Record<string, string>)[operation]
  return struct === undefined ? undefined : findWrong(service, `@${struct}`, body)
}

function findWrong(service: ServiceName, types: string, value: unknown): string | undefined {
  const wrong = splitAlternatives(types).map((type) => findWrongOfType(service, type, value))
  // Of several alternatives that do not fit, the one that goes deepest says most.
  return wrong.includes(undefined)
    ? undefined
    : wrong.reduce((a = '', b = '') => (b.length > a.length ? b : a), '')
}

function findWrongOfType(service: ServiceName, type: string, value: unknown): string | undefined {
  if (type.startsWith('@')) return isObject(value) ? findWrongInStruct(service, type.slice(1), value) : ''
  if (type.startsWith('[')) return Array.isArray(value) ? findWrongInList(service, type, value) : ''
  return type === '*' || type === letterOf(value) ? undefined : ''
}

function findWrongInStruct(
  service: ServiceName,
  name: string,
  value: Record<string, unknown>,
): string | undefined {
  for (const [field, { types, isRequired }] of getStruct(service, name)) {
    const content = value[field]
    if (content === undefined && !isRequired) continue
    const wrong = content === undefined ? '' : findWrong(service, types, content)
    if (wrong !== undefined) return joinPath(field, wrong)
  }
  return undefined
}

function findWrongInList(service: ServiceName, type: string, list: readonly unknown[]): string | undefined {
  const types = type.slice(1, -1)
  for (const [index, element] of list.entries()) {
    const wrong = findWrong(service, types, element)
    if (wrong !== undefined) return joinPath(String(index), wrong)
  }
  return undefined
}

function getStruct(service: ServiceName, name: string): Struct {
  const key = `${service}.${name}`
  let struct = parsed.get(key)
  if (!struct) {
    struct = parseStruct((SCHEMAS[service].structs as Record<string, string>)[name] ?? '')
    parsed.set(key, struct)
  }
  return struct
}

const parseStruct = (text: string): Struct =>
  new Map(
    text.split(' ').map((field) => {
      const [name = '', types = ''] = field.split(/:(.*)/)
      return [name.replace('?', ''), { types, isRequired: !name.endsWith('?') }]
    }),
  )

/** Split `0|[s|n]` into `0` and `[s|n]`. */
const splitAlternatives = (types: string): string[] => types.match(/\[.*\]|[^|[\]]+/g) ?? []

const joinPath = (first: string, rest: string): string => (rest ? `${first}.${rest}` : first)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function letterOf(value: unknown): string {
  if (value === null) return '0'
  if (typeof value === 'object') return Array.isArray(value) ? '' : 'm'
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
