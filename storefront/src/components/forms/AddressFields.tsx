import { useQuery } from '@tanstack/react-query'
import { LoadingMessage, SkeletonLine } from '@/components/states/Skeleton'
import {
  HOME_COUNTRY,
  addressFormatsQuery,
  countryName,
  fieldsInOrder,
  findFormat,
  findRegion,
  type AddressField,
  type AddressFormat,
} from '@/lib/customers'
import { addressRules, toAddress, tidyPostcode, type AddressValues } from './addressRules'
import { fieldLabel } from './addressLabels'
import { Field, SelectField } from './Field'
import { useForm } from './useForm'
import type { DraftStore } from '@/lib/drafts'

/** Hold the values of an address, with the rules of its country. */
export function useAddressForm(initial: AddressValues, draft: DraftStore<AddressValues>) {
  const { data: formats } = useQuery({ ...addressFormatsQuery(), throwOnError: true })
  const { form, check, submit, values, setValue, field } = useForm(initial, addressRules(formats), draft)
  return {
    form,
    check,
    submit,
    toAddress: (values: AddressValues) => toAddress(values, formats),
    fields: { formats, values, setValue, field },
  }
}

type AddressFieldsProps = ReturnType<typeof useAddressForm>['fields']

const AUTOCOMPLETE: Record<AddressField, string> = {
  name: 'name',
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'address-level2',
  region: 'address-level1',
  postcode: 'postal-code',
}

const MAX_LENGTHS: Partial<Record<AddressField, number>> = { region: 60, postcode: 16 }

/** The fields of the country, in the order in which it writes them, with the names that browsers use for autofill. */
export function AddressFields(props: AddressFieldsProps) {
  const { formats, values, field } = props
  if (!formats) return <FieldsSkeleton />
  const format = findFormat(formats, values.country) ?? findFormat(formats, HOME_COUNTRY)
  return (
    <div className="row g-3">
      <SelectField className="col-12" label="Country" autoComplete="country" {...field('country')}>
        {formats.map(({ country }) => (
          <option key={country} value={country}>
            {countryName(country)}
          </option>
        ))}
      </SelectField>
      {format &&
        fieldsInOrder(format).map((name) => (
          <AddressInput key={name} name={name} format={format} {...props} />
        ))}
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

interface AddressInputProps extends AddressFieldsProps {
  name: AddressField
  format: AddressFormat
}

function AddressInput({ name, format, field, values, setValue }: AddressInputProps) {
  const common = {
    ...field(name),
    className: columnClass(name, format),
    label: fieldLabel(name, format),
    autoComplete: AUTOCOMPLETE[name],
    required: format.required.includes(name),
  }
  if (name === 'region' && format.regions.length)
    return (
      <SelectField {...common} value={findRegion(format, values.region)?.code ?? ''}>
        <option value="" />
        {format.regions.map((region) => (
          <option key={region.code} value={region.code}>
            {region.name}
          </option>
        ))}
      </SelectField>
    )
  const tidy = () => setValue(name, tidyPostcode(values.postcode, format), { keepErrors: true })
  return (
    <Field
      {...common}
      maxLength={MAX_LENGTHS[name] ?? 120}
      onBlur={name === 'postcode' ? tidy : undefined}
      autoCapitalize={name === 'postcode' ? 'characters' : undefined}
    />
  )
}

/** City, region and postcode share a row where there is room. */
function columnClass(name: AddressField, format: AddressFormat): string {
  const hasRegion = fieldsInOrder(format).includes('region')
  if (name === 'city') return hasRegion ? 'col-sm-5' : 'col-sm-8'
  if (name === 'region') return 'col-sm-4'
  if (name === 'postcode') return hasRegion ? 'col-sm-3' : 'col-sm-4'
  return 'col-12'
}

function FieldsSkeleton() {
  return (
    <>
      <LoadingMessage label="Loading the form" />
      {[1, 2, 3, 4].map((row) => (
        <SkeletonLine key={row} width="100%" height="4rem" />
      ))}
    </>
  )
}
