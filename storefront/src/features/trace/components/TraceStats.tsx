import { counted } from '@/lib/text'
import { countEvents, paidToSeen, type Act } from '../transactions'

export function Figures({ acts }: { acts: Act[] }) {
  const facts = acts.reduce((sum, act) => sum + act.facts.length, 0)
  const views = acts.reduce((sum, act) => sum + act.views.length, 0)
  const seen = paidToSeen(acts)
  return (
    <dl className="figures">
      <Figure label={`events, in ${counted(acts.length, 'act')}`} value={countEvents(acts)} />
      <Figure label="facts kept by their readers" value={facts} />
      <Figure label="views changed" value={views} />
      <Figure
        label="from paid to the last view"
        value={
          seen === undefined ? (
            '–'
          ) : (
            <>
              {Math.round(seen)} <small>ms</small>
            </>
          )
        }
      />
    </dl>
  )
}

function Figure({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
