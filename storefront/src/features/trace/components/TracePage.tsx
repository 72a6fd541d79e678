import '@/styles/trace.scss'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { NextLink } from '@/components/NextLink'
import { Note } from '@/components/Note'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { isNotFound } from '@/lib/api'
import { shortOrderNumber } from '@/lib/orders'
import { capitalize, formatList } from '@/lib/text'
import { traceQuery } from '../api/trace'
import { listEvents, toTransactions, type Transaction } from '../transactions'
import { eventColor } from '../names'
import { ChooseOrder } from './ChooseOrder'
import { TraceStats } from './TraceStats'
import { TraceTable } from './TraceTable'
import { TraceDiagram } from './TraceDiagram'

export function Component() {
  const { orderId } = useParams()
  const crumbs = orderId
    ? [
        { label: `Order ${shortOrderNumber(orderId)}`, to: `/orders/${orderId}` },
        { label: 'Behind the scenes' },
      ]
    : [{ label: 'Behind the scenes' }]
  return (
    <div className="container">
      <Seo title="Behind the scenes" noindex />
      <Breadcrumbs crumbs={crumbs} meta="live, as the services report it" />
      <PageTitle className="mb-2">One order, five services</PageTitle>
      <p className="lead quiet" style={{ maxWidth: '44rem' }}>
        Each service owns its table, and they share only events. Time runs to the right, in milliseconds; a
        dot is an event that was stored.
      </p>
      {orderId ? <Trace key={orderId} orderId={orderId} /> : <ChooseOrder />}
    </div>
  )
}

function Trace({ orderId }: { orderId: string }) {
  const { data: trace, error } = useQuery({
    ...traceQuery(orderId),
    throwOnError: (error, query) => !isNotFound(error) && query.state.data === undefined,
  })
  if (isNotFound(error)) return <Note tone="warn">Only staff can see the events of this shop.</Note>
  if (!trace) return <TraceSkeleton />
  const transactions = toTransactions(trace.steps)
  if (!transactions.length) return <EmptyTrace unavailable={trace.unavailable} />
  return (
    <>
      {trace.unavailable.length > 0 && <UnavailableServices services={trace.unavailable} />}
      <TraceStats transactions={transactions} />
      <Legend transactions={transactions} />
      <TraceDiagram transactions={transactions} />
      <TraceTable transactions={transactions} />
      <NextLink to={`/orders/${orderId}`}>Back to the order</NextLink>
    </>
  )
}

function Legend({ transactions }: { transactions: Transaction[] }) {
  return (
    <p className="d-flex flex-wrap gap-4 mb-3 quiet">
      {listEvents(transactions).map((event) => (
        <span key={event}>
          <i className="key" style={{ '--c': eventColor(event) }} />
          {event}
        </span>
      ))}
      <span className="ms-md-auto">thin: in transit, thick: being stored</span>
    </p>
  )
}

function UnavailableServices({ services }: { services: string[] }) {
  return (
    <Note tone="warn" live>
      {capitalize(formatList(services))} {services.length === 1 ? 'does' : 'do'} not answer, so their lines
      are empty.
    </Note>
  )
}

/** Shown while no service has reported anything: the page polls. */
function EmptyTrace({ unavailable }: { unavailable: string[] }) {
  return (
    <>
      {unavailable.length > 0 && <UnavailableServices services={unavailable} />}
      <p className="prose mt-4" role="status">
        No service has reported on this order yet. Events are stored for a week and appear here as they
        arrive.
      </p>
      <ChooseOrder />
    </>
  )
}

function TraceSkeleton() {
  return (
    <>
      <LoadingMessage label="Asking the five services" />
      <div aria-hidden="true">
        <SkeletonLine width="100%" height="6rem" />
        <SkeletonLine width="100%" height="34rem" />
      </div>
    </>
  )
}
