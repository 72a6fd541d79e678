import { Section } from '@/components/Section'
import type { Act } from '../transactions'
import { actName, effectOf, hueOf, viewOf } from '../names'

/** The picture, for those who would rather read it. */
export function Ledger({ acts }: { acts: Act[] }) {
  return (
    <Section title="The same in words" aside="Milliseconds after the transaction">
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Table of events">
        <table className="ledger">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">Reader</th>
              <th scope="col" className="r">
                Received
              </th>
              <th scope="col" className="r">
                Kept
              </th>
              <th scope="col" className="opt">
                What it changed
              </th>
            </tr>
          </thead>
          {acts.map((act) => (
            <tbody key={act.at} aria-label={actName(act.event)}>
              {act.facts.map((fact) => (
                <tr key={fact.key}>
                  <td>
                    <i className="k" style={{ '--c': hueOf(fact.event) }} />
                    {fact.event}
                  </td>
                  <td>{fact.service}</td>
                  <td className="r">{Math.round(fact.received - fact.started)}</td>
                  <td className="r">{Math.round(fact.kept - fact.started)}</td>
                  <td className="opt">{changed(act, fact)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </Section>
  )
}

/** The views that followed belong to the order's own event, not to one beside it. */
function changed(act: Act, { event, service }: Act['facts'][number]): string {
  const views = act.views
    .filter((view) => view.service === service && view.event === event)
    .map(({ view, kept }) => `${viewOf(view).store}, ${viewOf(view).shows}, at ${Math.round(kept)}`)
  return [effectOf(event, service), ...views].filter(Boolean).join('; ') || 'kept by version'
}
