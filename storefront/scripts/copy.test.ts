// @vitest-environment node
import { expect, it } from 'vitest'
import { readCopy, readTexts } from './copy.mjs'

/** What no big English shop says, and what the site says instead (README.md, "Voice"). */
const BANNED: [RegExp, string][] = [
  [/\be-mails?\b/i, 'email'],
  [/\bplease (write|use|choose) /i, 'Enter …, Use …, Choose …'],
  [/\b(keep|change|take|pay|send) (it|these|that one)\b/i, 'Save, Edit, Remove: name the action'],
  [/\btake (off|away|back)|taken back\b/i, 'Remove, Delete'],
  [/\bgiven back\b|on its way back/i, 'Refunded'],
  [/\bto the checkout\b/i, 'Checkout'],
  [/\bcomes? along\b/i, 'we’ll keep …'],
  [/\b(six|the) digits\b|small letters/i, '6-digit code, lowercase letters'],
  [/\b(lamplight|daylight)\b/i, 'Dark mode, Light mode'],
  [/\bat once\b/i, 'immediately, Instant download'],
  [/\bshel(f|ves)\b/i, 'category, books'],
  [/\bno such\b|\bhas a slip\b/i, '… not found, may contain a typo'],
  [/\b(are|is) away\b|\bput together\b|\bworked out\b/i, 'not available right now, couldn’t load …'],
  [/\bwishes\b|\bwished\b|wish for/i, 'wishlist'],
  [/\bpresent password\b/i, 'Current password'],
  [/\breaders\b/i, 'customers'],
  [/\bthat did not work\b/i, 'Something went wrong'],
  [/\bpostage before|without post\b/i, 'delivery'],
  [/\bthe bank is (being )?asked\b/i, 'Contacting your bank'],
  [/\bone machine\b/i, 'local shop'],
]
/** Texts that are no copy: paths of the shop and keys of the storage. */
const NOT_COPY = /^\/?shelves\/?|^shelf(-layout)?$|^[a-z]+-layout$|\bshelf( mt-4)?$|^(shelf|cover) /

it.each(BANNED)('the site does not say %s', (phrase) => {
  const found = readCopy().filter(({ text }) => phrase.test(text) && !NOT_COPY.test(text))
  expect(found).toEqual([])
})

it('reads texts between tags, strings, labels and template strings, and no class names', () => {
  const source = `import x from 'y'
    const a = <p className="shelf" aria-label="A label">Some {b} text <i>{\`one \${c} two\`}</i></p>
    toast('A string')`
  expect(readTexts('a.tsx', source).map(({ text }) => text)).toEqual([
    'A label',
    'Some',
    'text',
    'one',
    'two',
    'A string',
  ])
})
