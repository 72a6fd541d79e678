import '@/styles/trace.scss'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { Catchword } from '@/components/NextLink'
import { Note } from '@/components/Note'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { Line, Loading } from '@/components/states/Skeleton'
import { isNotFound } from '@/lib/api'
import { shortNumber } from '@/lib/orders'
import { capital, listed } from '@/lib/text'
import { traceQuery } from '../api/trace'
import { eventsIn, tell, type Act } from '../transactions'
import { hueOf } from '../names'
import { ChooseOrder } from './ChooseOrder'
import { Figures } from './TraceStats'
import { Ledger } from './TraceTable'
import { Score } from './TraceDiagram'

export function Component() {
  const { orderId } = useParams()
  const trail = orderId
    ? [{ label: `Order ${shortNumber(orderId)}`, to: `/orders/${orderId}` }, { label: 'Behind the scenes' }]
    : [{ label: 'Behind the scenes' }]
  return (
    <div className="container">
      <Seo title="Behind the scenes" noindex />
      <RunningHead trail={trail} aside="live, as the services report it" />
      <PageTitle className="mb-2">One order, five services</PageTitle>
      <p className="lead quiet" style={{ maxWidth: '44rem' }}>
        Each service owns its own table. They tell each other what happened, and nothing else. Time runs to
        the right, in milliseconds; a dot is a fact that was kept.
      </p>
      {orderId ? <Trace key={orderId} orderId={orderId} /> : <ChooseOrder />}
    </div>
  )
}

function Trace({ orderId }: { orderId: string }) {
  const { data: told, error } = useQuery({
    ...traceQuery(orderId),
    throwOnError: (error, query) => !isNotFound(error) && query.state.data === undefined,
  })
  if (isNotFound(error)) return <Note tone="warn">This shop shows its events to its staff only.</Note>
  if (!told) return <TraceSkeleton />
  const acts = tell(told.steps)
  if (!acts.length) return <NothingYet silent={told.silent} />
  return (
    <>
      {told.silent.length > 0 && <Silent services={told.silent} />}
      <Figures acts={acts} />
      <Legend acts={acts} />
      <Score acts={acts} />
      <Ledger acts={acts} />
      <Catchword to={`/orders/${orderId}`}>Back to the order</Catchword>
    </>
  )
}

function Legend({ acts }: { acts: Act[] }) {
  return (
    <p className="d-flex flex-wrap gap-4 mb-3 quiet">
      {eventsIn(acts).map((event) => (
        <span key={event}>
          <i className="key" style={{ '--c': hueOf(event) }} />
          {event}
        </span>
      ))}
      <span className="ms-md-auto">thin: on its way, thick: being kept</span>
    </p>
  )
}

function Silent({ services }: { services: string[] }) {
  return (
    <Note tone="warn" live>
      {capital(listed(services))} {services.length === 1 ? 'does' : 'do'} not answer at the moment, so their
      lines are empty here.
    </Note>
  )
}

/** An order of a minute ago fills the page while one looks at it. */
function NothingYet({ silent }: { silent: string[] }) {
  return (
    <>
      {silent.length > 0 && <Silent services={silent} />}
      <p className="prose mt-4" role="status">
        No service has told anything about this order yet. What they did is kept for a week, and shown here as
        it comes.
      </p>
      <ChooseOrder />
    </>
  )
}

function TraceSkeleton() {
  return (
    <>
      <Loading what="Asking the five services" />
      <div aria-hidden="true">
        <Line width="100%" height="6rem" />
        <Line width="100%" height="34rem" />
      </div>
    </>
  )
}
