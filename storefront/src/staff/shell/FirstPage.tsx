import { Redirect } from '@/components/Redirect'
import { useSections } from './sections'
import { StaffPage } from './StaffPage'

/** Leads to the first section that the account may open. */
export function FirstPage() {
  const [first] = useSections()
  if (first) return <Redirect to={first.path} />
  return (
    <StaffPage title="No pages for your role yet">
      <p>Your role may do things for which there is no page here yet.</p>
    </StaffPage>
  )
}
