import { Link } from 'react-router'
import { useCompany } from '../company'
import { CompanyDetails, SupportEmail } from './CompanyFacts'
import { HelpPage } from './HelpPage'

export function Component() {
  const company = useCompany()
  return (
    <HelpPage
      title="Contact"
      description="How to reach us, and the company behind the shop."
      canonical="/contact"
    >
      <h2>Customer service</h2>
      <p>
        Email <SupportEmail />. If you’re writing about an order, include its number: you’ll find it under{' '}
        <Link to="/orders">Your orders</Link>.
      </p>
      {company?.phone && (
        <p>
          Phone: <a href={`tel:${company.phone.replace(/[^0-9+]/g, '')}`}>{company.phone}</a>
        </p>
      )}
      <p>
        To send a book back, see <Link to="/delivery#returns">Returns</Link>.
      </p>
      <h2>Company details</h2>
      <CompanyDetails />
    </HelpPage>
  )
}
