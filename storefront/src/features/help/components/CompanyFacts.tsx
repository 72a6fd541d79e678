import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { Note } from '@/components/Note'
import { settingsQuery } from '@/lib/settings'
import { useCompany } from '../company'

/** Says that the facts of this page are made up, or not set yet. */
export function CompanyNotice() {
  const { data } = useQuery(settingsQuery())
  const company = useCompany()
  if (!data || (company && !company.is_example)) return null
  return (
    <div className="mb-4">
      <Note tone="warn">
        {company
          ? 'Example details: this is a test shop, and its company and addresses are made up.'
          : 'This shop’s company and contact details haven’t been set up yet.'}
      </Note>
    </div>
  )
}

/** Name, registration, VAT number and address of the company, as the law requires. */
export function CompanyDetails() {
  const company = useCompany()
  if (!company) return null
  return (
    <address>
      <AddressLines lines={[company.name, ...company.address]} />
      <br />
      {company.registration}
      <br />
      VAT number: {company.vat_id}
    </address>
  )
}

export function ReturnsAddress() {
  const company = useCompany()
  if (!company) return null
  return (
    <address>
      <AddressLines lines={company.returns_address} />
    </address>
  )
}

/** A link that writes to the shop; plain words where the stage has no address. */
export function SupportEmail() {
  const company = useCompany()
  return company ? <a href={`mailto:${company.email}`}>{company.email}</a> : <>our customer service</>
}

function AddressLines({ lines }: { lines: readonly string[] }) {
  return lines.map((text, i) => (
    <Fragment key={i}>
      {i > 0 && <br />}
      {text}
    </Fragment>
  ))
}
