/** The values of an address form and their rules, those of the country. */
import {
  HOME_COUNTRY,
  fieldsInOrder,
  findFormat,
  findInvalidFields,
  findRegion,
  normalizePostcode,
  type Address,
  type AddressField,
  type AddressFormat,
} from '@/lib/customers'
import { fieldNoun } from './addressLabels'
import type { Rules } from './useForm'

export type AddressValues = Record<keyof Address & string, string>

export const EMPTY_ADDRESS: AddressValues = {
  name: '',
  line1: '',
  line2: '',
  city: '',
  region: '',
  postcode: '',
  country: HOME_COUNTRY,
  phone: '',
}

const FIELDS: AddressField[] = ['name', 'line1', 'line2', 'city', 'region', 'postcode']

export function addressRules(formats: readonly AddressFormat[] | undefined): Rules<AddressValues> {
  const rule = (field: AddressField) => (_: string, values: AddressValues) => {
    const format = findFormat(formats, values.country)
    return format && findInvalidFields(values, format).includes(field)
      ? problem(field, values, format)
      : undefined
  }
  return {
    ...Object.fromEntries(FIELDS.map((field) => [field, rule(field)])),
    phone: (value) => (/^[0-9 +()-]{0,30}$/.test(value) ? undefined : 'Use only digits, spaces and + ( ) -.'),
  }
}

function problem(field: AddressField, values: AddressValues, format: AddressFormat): string {
  if (field === 'name') return 'Enter the recipient’s full name.'
  const noun = fieldNoun(field, format)
  if (field === 'region') return `Choose the ${noun}.`
  if (field === 'postcode' && values.postcode.trim())
    return `Enter a valid ${noun}, such as ${format.postcode_example}.`
  return `Enter the ${noun}.`
}

export const toFormValues = (address: Address): AddressValues => ({ ...EMPTY_ADDRESS, ...address })

/** Write the postcode as its country does, if it is one. */
export const tidyPostcode = (text: string, format: AddressFormat): string =>
  normalizePostcode(format, text) ?? text

/** The address of a valid form, without what its country does not ask for. */
export function toAddress(values: AddressValues, formats: readonly AddressFormat[] | undefined): Address {
  const address = Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, value.trim()]),
  ) as AddressValues
  const format = findFormat(formats, address.country)
  if (!format) return address
  const region = format.regions.length ? (findRegion(format, address.region)?.code ?? '') : address.region
  return {
    ...address,
    region: fieldsInOrder(format).includes('region') ? region : '',
    postcode: tidyPostcode(address.postcode, format),
  }
}
