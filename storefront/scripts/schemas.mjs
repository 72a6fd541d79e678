/**
 * Derives from the OpenAPI documents which responses the services may send: small enough for the browser, which
 * checks every response with it.
 */

/** One letter for each JSON type, `*` for anything. */
const LETTERS = { string: 's', integer: 'n', number: 'n', boolean: 'b', null: '0', object: 'm' }

/**
 * Describe the responses of a service: by operation (`GET /books/{book_id}`) the name of a struct, and by struct its
 * fields as `name:types`, with `?` behind the name of one that may be missing. Types are letters, `m` for a map,
 * `@Struct` and `[types]` for a list; alternatives are separated by `|`.
 * @param {any} document
 */
export function describeResponses(document) {
  /** @type {Record<string, string>} */
  const structs = {}
  /** @type {Record<string, string>} */
  const operations = {}

  /** @param {string} reference */
  const structName = (reference) => {
    const name = reference.split('/').at(-1) ?? ''
    if (name in structs) return name
    const { properties, required = [] } = document.components.schemas[name]
    structs[name] = '' // a struct may contain itself
    structs[name] = Object.entries(properties)
      .map(([field, schema]) => `${field}${required.includes(field) ? '' : '?'}:${types(schema)}`)
      .join(' ')
    return name
  }

  /** @param {any} schema @returns {string} */
  const types = (schema) => {
    if (schema.$ref) return `@${structName(schema.$ref)}`
    const alternatives = schema.anyOf ?? schema.oneOf
    if (alternatives) return [...new Set(alternatives.map(types))].join('|')
    if (schema.type === 'array') return `[${itemTypes(schema)}]`
    if (schema.type) return [schema.type].flat().map(letter).join('|')
    const values = schema.enum ?? ('const' in schema ? [schema.const] : [])
    return [...new Set(values.map(letterOf))].join('|') || '*'
  }

  /** @param {any} schema */
  const itemTypes = ({ items, prefixItems = [] }) =>
    [...new Set([...prefixItems, ...(items ? [items] : [])].map(types))].join('|') || '*'

  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(/** @type {any} */ (methods)))
      for (const [status, response] of Object.entries(operation.responses)) {
        const schema = status.startsWith('2') && response.content?.['application/json']?.schema
        if (schema) operations[`${method.toUpperCase()} ${path}`] = structName(schema.$ref)
      }
  return { operations, structs }
}

/** @param {string} type */
const letter = (type) => LETTERS[/** @type {keyof typeof LETTERS} */ (type)]

/** @param {unknown} value */
const letterOf = (value) => letter(value === null ? 'null' : typeof value)
