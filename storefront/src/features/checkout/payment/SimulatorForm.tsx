import { useQuery } from '@tanstack/react-query'
import { useImperativeHandle, useState } from 'react'
import { Field } from '@/components/forms/Field'
import { useForm } from '@/components/forms/useForm'
import { cardsQuery, describeSavedCard, formatExpiry, startPaymentSession, type SavedCard } from '@/lib/cards'
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
export default function SimulatorForm({ ref, customerId }: PaymentFormProps) {
  const { saved, maySave } = useSavedCards(customerId)
  const [chosenId, setChosenId] = useState<string>()
  const [shouldSave, setShouldSave] = useState(false)
  /** The saved card that pays: the latest, unless the customer chose another, or to enter one. */
  const chosen = chosenId === NEW_CARD ? undefined : (findCard(saved, chosenId) ?? saved[0])
  const { form, values, setValue, field, showErrors, check } = useForm<CardValues>(
    { number: '', expires: '', cvc: '' },
    cardRules,
  )

  async function pay(secret: string, returnTo: string): Promise<Outcome> {
    try {
      const method = chosen ? { cardId: chosen.card_id } : { card: values, shouldSave }
      const { next_action } = await confirmPayment(secret, method, returnTo)
      const bankUrl = next_action?.redirect_to_url?.url
      return bankUrl ? await redirectTo(bankUrl) : { kind: 'submitted' }
    } catch (error) {
      if (!(error instanceof CardDeclined)) throw error
      if (isPaymentOver(error.reason)) return { kind: 'submitted' }
      const message = declineMessage(error.reason)
      const fieldName = FIELDS[error.reason.param ?? '']
      if (fieldName && !chosen) showErrors({ [fieldName]: message })
      return { kind: 'declined', message }
    }
  }
  useImperativeHandle(ref, () => ({
    check: async () => chosen !== undefined || check(),
    describe: () => (chosen ? describeSavedCard(chosen) : `Card ending in ${lastDigits(values.number)}`),
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
      <SavedCardChoice saved={saved} chosen={chosen} onChoose={setChosenId} />
      <div className="row g-3" hidden={chosen !== undefined}>
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
        {maySave && (
          <div className="col-12">
            <label className="form-check">
              <input
                className="form-check-input"
                type="checkbox"
                checked={shouldSave}
                onChange={(event) => setShouldSave(event.target.checked)}
              />
              <span className="form-check-label">Save this card for next time</span>
            </label>
          </div>
        )}
      </div>
      {!chosen && <TestCards onChoose={fillTestCard} />}
    </fieldset>
  )
}

const NEW_CARD = 'new'

const findCard = (saved: readonly SavedCard[], id: string | undefined): SavedCard | undefined =>
  saved.find((card) => card.card_id === id)

/** Load the saved cards, in a session of the payment form as Stripe's has it. */
function useSavedCards(customerId: string) {
  const { data: saved = [] } = useQuery(cardsQuery(customerId))
  const { data: session } = useQuery({
    queryKey: ['payment-session', customerId],
    queryFn: async () => (await startPaymentSession(customerId)) ?? null,
    staleTime: Infinity,
  })
  return { saved, maySave: Boolean(session) }
}

interface SavedCardChoiceProps {
  saved: readonly SavedCard[]
  chosen: SavedCard | undefined
  onChoose: (id: string) => void
}

function SavedCardChoice({ saved, chosen, onChoose }: SavedCardChoiceProps) {
  if (!saved.length) return null
  return (
    <div className="choices mb-3">
      {saved.map((card) => (
        <label key={card.card_id}>
          <input
            className="form-check-input"
            type="radio"
            name="card"
            checked={card.card_id === chosen?.card_id}
            onChange={() => onChoose(card.card_id)}
          />
          <span>
            <b>{describeSavedCard(card)}</b>
            <span className="quiet d-block">Expires {formatExpiry(card)}</span>
          </span>
        </label>
      ))}
      <label>
        <input
          className="form-check-input"
          type="radio"
          name="card"
          checked={!chosen}
          onChange={() => onChoose(NEW_CARD)}
        />
        <span>
          <b>Use another card</b>
        </span>
      </label>
    </div>
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
