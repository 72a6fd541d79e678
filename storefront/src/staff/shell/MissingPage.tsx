import { Link } from 'react-router'
import { StaffPage } from './StaffPage'

export function MissingPage() {
  return (
    <StaffPage title="Page not found">
      <p>
        There is no page at this address. <Link to="/">Go to the first page</Link>.
      </p>
    </StaffPage>
  )
}
