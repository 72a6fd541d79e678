/**
 * Derives from the OpenAPI documents which JSON types a field of a response may have, by its name: small enough
 * for the browser, which checks every response with it.
 */

/** One letter for each JSON type, and `m` for a map; `[…]` holds those of a list's elements. */
const LETTERS = { string: 's', integer: 'n', number: 'n', boolean: 'b', object: 'o', null: '0' }

/**
 * Map each field of a response to the letters of its types; a field that may be anything is left out.
 * @param {any[]} documents
 * @returns {Record<string, string>}
 */
export function collectFieldTypes(documents) {
  /** @type {Map<string, Set<string>>} */
  const fields = new Map()
  for (const document of documents) collectDocument(document, fields)
  const entries = [...fields].map(([name, types]) => [name, [...types].sort().join('')])
  return Object.fromEntries(entries.filter(([, types]) => !types?.includes('*')).sort())
}

/** @param {any} document @param {Map<string, Set<string>>} fields */
function collectDocument(document, fields) {
  const seen = new Set()
  const resolve = (/** @type {any} */ schema) =>
    schema?.$ref ? document.components.schemas[schema.$ref.split('/').at(-1)] : schema
  const alternatives = (/** @type {any} */ schema) => schema.anyOf ?? schema.oneOf ?? [schema]

  /** @param {any} reference @returns {string[]} */
  const letters = (reference) =>
    alternatives(resolve(reference) ?? {}).flatMap((/** @type {any} */ alternative) => {
      const schema = resolve(alternative)
      if (schema.anyOf ?? schema.oneOf) return letters(schema)
      if (schema.enum && !schema.type) return schema.enum.map(letterOf)
      if (schema.const !== undefined) return [letterOf(schema.const)]
      if (schema.type === 'array') return [`[${[...new Set(letters(schema.items ?? {}))].sort().join('')}]`]
      const types = [schema.type].flat()
      if (types.includes('object') && !schema.properties) return ['m']
      return types.map((type) => LETTERS[/** @type {keyof typeof LETTERS} */ (type)] ?? '*')
    })

  /** @param {any} reference */
  const walk = (reference) => {
    const schema = resolve(reference)
    if (!schema || seen.has(schema)) return
    seen.add(schema)
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const types = fields.get(name) ?? new Set()
      letters(property).forEach((letter) => types.add(letter))
      fields.set(name, types)
      walk(property)
    }
    for (const inner of [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) walk(inner)
    // The names in a map are data and not fields, so a map is not described any further.
  }
  for (const path of Object.values(document.paths))
    for (const operation of Object.values(/** @type {any} */ (path)))
      for (const [status, response] of Object.entries(/** @type {any} */ (operation).responses))
        if (status.startsWith('2')) walk(/** @type {any} */ (response).content?.['application/json']?.schema)
}

/** @param {unknown} value */
const letterOf = (value) =>
  value === null ? '0' : LETTERS[/** @type {keyof typeof LETTERS} */ (typeof value)]
