/** What the fields of an address are called where it goes. */
import type { AddressField, AddressFormat } from '@/lib/customers'

const CITIES: Record<AddressFormat['city_kind'], string> = {
  city: 'Town or city',
  post_town: 'Town or city',
  suburb: 'Suburb or town',
}
const REGIONS: Record<AddressFormat['region_kind'], string> = {
  county: 'County',
  province: 'Province',
  state: 'State',
}
const POSTCODES: Record<AddressFormat['postcode_kind'], string> = {
  eircode: 'Eircode',
  postal: 'Postcode',
  zip: 'ZIP code',
}

export function fieldLabel(field: AddressField, format: AddressFormat): string {
  switch (field) {
    case 'name':
      return 'Full name'
    case 'line1':
      return 'House number and street'
    case 'line2':
      return 'Flat, building or company'
    case 'city':
      return CITIES[format.city_kind]
    case 'region':
      return REGIONS[format.region_kind]
    case 'postcode':
      return POSTCODES[format.postcode_kind]
  }
}

/** The label within a sentence: only names keep their capitals. */
export const fieldNoun = (field: AddressField, format: AddressFormat): string => {
  const label = fieldLabel(field, format)
  return /^(ZIP|Eircode)/.test(label) ? label : label.toLowerCase()
}
