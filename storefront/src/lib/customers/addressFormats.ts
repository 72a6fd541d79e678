/** How each country writes addresses: the data and the rules are those of the orders service. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { unwrap, orders, type OrdersTypes } from '../api'
import type { Address } from './addresses'
import { HOME_COUNTRY, countryName } from './countries'

export type AddressFormat = OrdersTypes['schemas']['AddressFormat']
export type AddressField = AddressFormat['required'][number]

/** The formats of all countries that the shop delivers to; loaded by the pages that show or ask for an address. */
export const addressFormatsQuery = () =>
  queryOptions({
    queryKey: ['address-formats'],
    queryFn: async ({ signal }) => (await unwrap(orders().GET('/address-formats', { signal }))).items,
    staleTime: 60 * 60_000,
  })

export const findFormat = (
  formats: readonly AddressFormat[] | undefined,
  country: string,
): AddressFormat | undefined => formats?.find((format) => format.country === country)

const FIELDS = /\{(\w+)\}/g
const DEFAULT_LINES = ['{name}', '{line1}', '{line2}', '{city} {region} {postcode}']

/** List the fields of a country's addresses in the order in which they are written. */
export const fieldsInOrder = ({ lines }: AddressFormat): AddressField[] =>
  lines.flatMap((line) => [...line.matchAll(FIELDS)].map(([, field]) => field as AddressField))

const DASHES = /[\u2010-\u2015\u2212]/g

/** Write a postcode as its country does, `NW1 6XE` for `nw16xe`; undefined if the country cannot have it. */
export function normalizePostcode(format: AddressFormat, text: string): string | undefined {
  const capitals = text.normalize('NFKC').replace(DASHES, '-').trim().replace(/\s+/g, ' ').toUpperCase()
  const pattern = new RegExp(`^(?:${format.postcode_pattern})$`)
  return [withSpace(capitals.replace(/[\s-]/g, ''), format), capitals].find((each) => pattern.test(each))
}

/** Put the space where the country's example has it, counted from the end. */
function withSpace(characters: string, { postcode_example }: AddressFormat): string {
  const [, inward] = /\s(\S+)$/.exec(postcode_example) ?? []
  return inward ? `${characters.slice(0, -inward.length)} ${characters.slice(-inward.length)}` : characters
}

/** Find a region by its code or name; undefined where the country has none of this name. */
export function findRegion({ regions }: AddressFormat, text: string) {
  const folded = foldText(text)
  return regions.find(({ code, name }) => foldText(code) === folded || foldText(name) === folded)
}

const foldText = (text: string): string => text.trim().toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

/** The fields that break a rule of the country. */
export function findInvalidFields(address: Address, format: AddressFormat): AddressField[] {
  const isValid = (field: AddressField): boolean => {
    const text = (address[field] ?? '').trim()
    if (!text) return !format.required.includes(field)
    if (field === 'postcode') return normalizePostcode(format, text) !== undefined
    return field !== 'region' || !format.regions.length || findRegion(format, text) !== undefined
  }
  return fieldsInOrder(format).filter((field) => !isValid(field))
}

/** The lines of an envelope, the country last and by its name. */
export function addressLines(address: Address, format: AddressFormat | undefined): string[] {
  const lines = (format?.lines ?? DEFAULT_LINES).map((line) =>
    line
      .replace(FIELDS, (_, field: AddressField) => address[field] ?? '')
      .replace(/\s+/g, ' ')
      .replace(/^[ ,]+|[ ,]+$/g, ''),
  )
  return [...lines, address.country === HOME_COUNTRY ? '' : countryName(address.country)].filter(Boolean)
}

/** Return a function that lists the lines of an address; in a general order until the formats are loaded. */
export function useAddressLines(): (address: Address) => string[] {
  const { data: formats } = useQuery(addressFormatsQuery())
  return (address) => addressLines(address, findFormat(formats, address.country))
}
