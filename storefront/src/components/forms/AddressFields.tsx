import { COUNTRIES, type Address } from '@/lib/customers'
import { Field, SelectField } from './Field'
import { required, type Rules, type useForm } from './useForm'

export type AddressValues = Record<keyof Address & string, string>

export const EMPTY_ADDRESS: AddressValues = {
  name: '',
  line1: '',
  line2: '',
  city: '',
  region: '',
  postcode: '',
  country: 'GB',
  phone: '',
}

/** Countries in which every address has a state or province. */
const COUNTRIES_WITH_REGION = ['AU', 'CA', 'US']

export const addressRules: Rules<AddressValues> = {
  name: required('Enter the recipient’s full name.'),
  line1: required('Enter the house number and street.'),
  city: required('Enter the town or city.'),
  postcode: required('Enter the postcode.'),
  region: (value, { country }) =>
    COUNTRIES_WITH_REGION.includes(country) && !value.trim() ? 'Enter the state or province.' : undefined,
  phone: (value) => (/^[0-9 +()-]{0,30}$/.test(value) ? undefined : 'Use only digits, spaces and + ( ) -.'),
}

export const toFormValues = (address: Address): AddressValues => ({ ...EMPTY_ADDRESS, ...address })

export const toAddress = (values: AddressValues): Address =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value.trim()])) as Address

/** The fields in the order of an address label, with the names that browsers use for autofill. */
export function AddressFields({
  field,
  values,
}: Pick<ReturnType<typeof useForm<AddressValues>>, 'field' | 'values'>) {
  return (
    <div className="row g-3">
      <Field className="col-12" label="Full name" autoComplete="name" maxLength={120} {...field('name')} />
      <Field
        className="col-12"
        label="House number and street"
        autoComplete="address-line1"
        maxLength={120}
        {...field('line1')}
      />
      <Field
        className="col-12"
        label="Flat, building or company"
        autoComplete="address-line2"
        required={false}
        maxLength={120}
        {...field('line2')}
      />
      <Field
        className="col-sm-8"
        label="Town or city"
        autoComplete="address-level2"
        maxLength={120}
        {...field('city')}
      />
      <Field
        className="col-sm-4"
        label="Postcode"
        autoComplete="postal-code"
        maxLength={16}
        {...field('postcode')}
      />
      <SelectField className="col-sm-6" label="Country" autoComplete="country" {...field('country')}>
        {COUNTRIES.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field
        className="col-sm-6"
        label="State, province or county"
        autoComplete="address-level1"
        required={COUNTRIES_WITH_REGION.includes(values.country)}
        maxLength={60}
        {...field('region')}
      />
      <Field
        className="col-sm-6"
        label="Phone number"
        type="tel"
        autoComplete="tel"
        required={false}
        maxLength={30}
        {...field('phone')}
      />
    </div>
  )
}
