import { type Context } from '@aws-appsync/utils'
import { bodyOf, callRouteInBatch } from './route'

/** Ask the service's own part of the trace that is the parent. */
export const callTraceRoute = (ctx: Context) =>
  callRouteInBatch(ctx, {
    method: 'GET',
    resource: '/trace',
    query: { correlation_id: ctx.source.id },
  })

/** The steps; null in a shop whose traces are for staff alone. */
export const toTraceSteps = (ctx: Context) => bodyOf(ctx)?.items.map((step: any) => toTraceStep(step)) ?? null

const toTraceStep = (step: any) => ({
  kind: step.kind,
  name: step.name,
  subject: step.subject,
  version: step.version,
  eventId: step.event_id,
  happenedAt: step.happened_at,
  receivedAt: step.received_at,
  appliedAt: step.applied_at,
})
