import { useImperativeHandle } from 'react'
import { Field } from '@/components/forms/Field'
import { useForm } from '@/components/forms/useForm'
import { TEST_CARDS, cardRules, ending, inFours, type CardText } from './card'
import { isOver, sentenceFor } from './declines'
import { leaveFor } from './redirect'
import { Declined, confirm } from './simulator'
import type { Outcome, TillProps } from './types'

const FIELDS: Record<string, keyof CardText> = {
  number: 'number',
  exp_month: 'expires',
  exp_year: 'expires',
  cvc: 'cvc',
}

/** A card form for the shop on one machine. It takes test cards only, and says so. */
export default function SimulatorForm({ ref }: TillProps) {
  const { form, values, set, field, refuse, check } = useForm<CardText>(
    { number: '', expires: '', cvc: '' },
    cardRules,
  )

  async function pay(secret: string, returnTo: string): Promise<Outcome> {
    try {
      const { next_action } = await confirm(secret, values, returnTo)
      const bank = next_action?.redirect_to_url?.url
      return bank ? await leaveFor(bank) : { kind: 'asked' }
    } catch (error) {
      if (!(error instanceof Declined)) throw error
      if (isOver(error.refusal)) return { kind: 'asked' }
      const message = sentenceFor(error.refusal)
      const about = FIELDS[error.refusal.param ?? '']
      if (about) refuse({ [about]: message })
      return { kind: 'declined', message }
    }
  }
  useImperativeHandle(ref, () => ({
    check: async () => check(),
    describe: () => `Card ending in ${ending(values.number)}`,
    pay,
  }))

  const choose = (number: string) => {
    set('number', number)
    set('expires', '09 / 34')
    set('cvc', '123')
  }
  return (
    <fieldset className="element" ref={form}>
      <legend className="visually-hidden">Card details</legend>
      <div className="row g-3">
        <Field
          className="col-12"
          label="Card number"
          inputMode="numeric"
          autoComplete="cc-number"
          {...field('number')}
          onBlur={() => set('number', inFours(values.number), { quietly: true })}
        />
        <Field
          className="col-6"
          label="Expires"
          placeholder="MM / YY"
          autoComplete="cc-exp"
          {...field('expires')}
        />
        <Field
          className="col-6"
          label="Security code"
          inputMode="numeric"
          autoComplete="cc-csc"
          maxLength={4}
          {...field('cvc')}
        />
      </div>
      <TestCards onChoose={choose} />
    </fieldset>
  )
}

function TestCards({ onChoose }: { onChoose: (number: string) => void }) {
  return (
    <details className="mt-3 small">
      <summary>This shop runs on one machine: it takes test cards only</summary>
      <ul className="leaders test-cards list-unstyled mt-2 mb-0">
        {TEST_CARDS.map(({ number, does }) => (
          <li key={number}>
            <button type="button" className="textbutton tnum nowrap" onClick={() => onChoose(number)}>
              {number}
            </button>
            <span className="l" aria-hidden="true" />
            <span className="r">{does}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
