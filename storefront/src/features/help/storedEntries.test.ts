import { DEVICE_KEYS } from '@/lib/storage'
import { STORED_ENTRIES } from './storedEntries'

const SOURCES = import.meta.glob<string>(
  ['/src/**/*.{ts,tsx}', '!/src/**/*.test.*', '!/src/testing/**', '!/src/staff/**'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
)

const constantsOf = (source: string) =>
  new Map([...source.matchAll(/const ([A-Z_]+) = '([^']+)'/g)].map(([, name, key]) => [name, key]))

const SHARED = constantsOf(Object.values(SOURCES).join('\n'))

/** The keys under which a module saves values: written in place, as a constant, or made of the name of a draft. */
function storedKeys(source: string): string[] {
  const constants = constantsOf(source)
  const saved = [
    ...source.matchAll(/\b(?:saveLocal|saveInTab|localTexts\.setItem)\((?:'([^']+)'|([A-Z_]+))/g),
  ].flatMap(([, key, name]) => key ?? constants.get(name) ?? SHARED.get(name) ?? `${name} is not a constant`)
  return source.includes('`draft-${') ? [...saved, 'draft-…'] : saved
}

it('lists every key that the shop stores in the browser', () => {
  const keys = new Set([...Object.values(SOURCES).flatMap(storedKeys), ...DEVICE_KEYS])
  expect(keys.size).toBeGreaterThan(8)
  const listed = STORED_ENTRIES.map(({ key }) => key)
  expect([...keys].filter((key) => !listed.includes(key))).toEqual([])
  expect(listed.filter((key) => !keys.has(key))).toEqual(['CognitoIdentityServiceProvider.…'])
})
