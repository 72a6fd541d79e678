import { useImperativeHandle } from 'react'
import { Field } from '@/components/forms/Field'
import { useForm } from '@/components/forms/useForm'
import { TEST_CARDS, cardRules, lastDigits, groupDigits, type CardValues } from './card'
import { isPaymentOver, declineMessage } from './declines'
import { redirectTo } from './redirect'
import { CardDeclined, confirmPayment } from './simulator'
import type { Outcome, PaymentFormProps } from './types'

const FIELDS: Record<string, keyof CardValues> = {
  number: 'number',
  exp_month: 'expires',
  exp_year: 'expires',
  cvc: 'cvc',
}

/** A card form for the local simulator. It accepts test cards only, and says so. */
export default function SimulatorForm({ ref }: PaymentFormProps) {
  const { form, values, setValue, field, showErrors, check } = useForm<CardValues>(
    { number: '', expires: '', cvc: '' },
    cardRules,
  )

  async function pay(secret: string, returnTo: string): Promise<Outcome> {
    try {
      const { next_action } = await confirmPayment(secret, values, returnTo)
      const bankUrl = next_action?.redirect_to_url?.url
      return bankUrl ? await redirectTo(bankUrl) : { kind: 'submitted' }
    } catch (error) {
      if (!(error instanceof CardDeclined)) throw error
      if (isPaymentOver(error.reason)) return { kind: 'submitted' }
      const message = declineMessage(error.reason)
      const fieldName = FIELDS[error.reason.param ?? '']
      if (fieldName) showErrors({ [fieldName]: message })
      return { kind: 'declined', message }
    }
  }
  useImperativeHandle(ref, () => ({
    check: async () => check(),
    describe: () => `Card ending in ${lastDigits(values.number)}`,
    pay,
  }))

  const fillTestCard = (number: string) => {
    setValue('number', number)
    setValue('expires', '09 / 34')
    setValue('cvc', '123')
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
          onBlur={() => setValue('number', groupDigits(values.number), { keepErrors: true })}
        />
        <Field
          className="col-6"
          label="Expiry date"
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
      <TestCards onChoose={fillTestCard} />
    </fieldset>
  )
}

function TestCards({ onChoose }: { onChoose: (number: string) => void }) {
  return (
    <details className="mt-3 small">
      <summary>This local shop accepts test cards only</summary>
      <ul className="leaders test-cards list-unstyled mt-2 mb-0">
        {TEST_CARDS.map(({ number, effect }) => (
          <li key={number}>
            <button type="button" className="textbutton tnum nowrap" onClick={() => onChoose(number)}>
              {number}
            </button>
            <span className="l" aria-hidden="true" />
            <span className="r">{effect}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
