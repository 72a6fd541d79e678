import formats from '../../../../services/orders/chalicelib/addresses/formats.json'
import examples from '../../../../tests/orders/address_examples.json'
import { ADDRESS } from '@/testing/orderBuilders'
import {
  addressLines,
  findFormat,
  findInvalidFields,
  normalizePostcode,
  type AddressFormat,
} from './addressFormats'

const FORMATS = formats as AddressFormat[]

const inCountry = (country: string): AddressFormat => {
  const format = findFormat(FORMATS, country)
  if (!format) throw new Error(`no format of ${country}`)
  return format
}

it.each(examples.accepted)('accepts $country $postcode as $stored', ({ stored, ...fields }) => {
  const format = inCountry(fields.country)
  expect(findInvalidFields({ ...ADDRESS, ...fields }, format)).toEqual([])
  if (stored) expect(normalizePostcode(format, fields.postcode)).toBe(stored)
})

it.each(examples.refused)('refuses $country $postcode $region by its $field', ({ field, ...fields }) =>
  expect(findInvalidFields({ ...ADDRESS, ...fields }, inCountry(fields.country))).toEqual([field]),
)

it.each([
  ['GB', '', ['Ann Reader', '221B Baker Street', 'London', 'NW1 6XE']],
  ['US', 'CA', ['Ann Reader', '221B Baker Street', 'London, CA NW1 6XE', 'United States']],
  ['DE', '', ['Ann Reader', '221B Baker Street', 'NW1 6XE London', 'Germany']],
  ['IE', 'Co. Dublin', ['Ann Reader', '221B Baker Street', 'London', 'Co. Dublin', 'NW1 6XE', 'Ireland']],
])('writes an address as %s does, with the name of the country abroad', (country, region, lines) =>
  expect(addressLines({ ...ADDRESS, country, region }, inCountry(country))).toEqual(lines),
)

it('leaves out what is empty, with the comma before it', () => {
  const address = { ...ADDRESS, country: 'US', region: '', postcode: '' }
  expect(addressLines(address, inCountry('US'))).toEqual([
    'Ann Reader',
    '221B Baker Street',
    'London',
    'United States',
  ])
})
