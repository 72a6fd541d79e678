import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { AccountLayout } from '@/components/AccountLayout'
import { EmptyState } from '@/components/states/EmptyState'
import { LoadingMessage, SkeletonLine } from '@/components/states/Skeleton'
import {
  cardsKey,
  cardsQuery,
  describeSavedCard,
  formatExpiry,
  removeCard,
  type SavedCard,
} from '@/lib/cards'
import { useToasts } from '@/lib/toasts'

export function Component() {
  return <AccountLayout title="Your cards">{(customer) => <Cards customerId={customer.id} />}</AccountLayout>
}

function Cards({ customerId }: { customerId: string }) {
  const { data: cards } = useQuery({ ...cardsQuery(customerId), throwOnError: true })
  if (!cards)
    return (
      <>
        <LoadingMessage label="Loading your cards" />
        <SkeletonLine width="14rem" />
        <SkeletonLine width="10rem" />
      </>
    )
  if (!cards.length)
    return (
      <EmptyState title="No saved cards">
        <p className="prose">Tick “Save” when you next pay by card, and it’ll be here.</p>
      </EmptyState>
    )
  return (
    <>
      <ul className="cards">
        {cards.map((card) => (
          <CardEntry key={card.card_id} customerId={customerId} card={card} />
        ))}
      </ul>
      <p className="quiet small mt-4">
        Stripe stores your cards for us. We never see the full number or the security code.
      </p>
    </>
  )
}

function CardEntry({ customerId, card }: { customerId: string; card: SavedCard }) {
  const queries = useQueryClient()
  const { toast } = useToasts()
  const name = describeSavedCard(card)
  const remove = useMutation({
    mutationFn: () => removeCard(customerId, card.card_id),
    onSuccess: () => toast(`Card removed: ${name}`),
    onError: () => toast('We couldn’t remove this card. Please try again.'),
    onSettled: () => queries.invalidateQueries({ queryKey: cardsKey(customerId) }),
  })
  return (
    <li>
      <p className="mb-2">
        <b className="fw-medium">{name}</b>
        <br />
        <span className="quiet">Expires {formatExpiry(card)}</span>
      </p>
      <button
        type="button"
        className="textbutton"
        aria-busy={remove.isPending}
        onClick={() => remove.isPending || remove.mutate()}
      >
        Remove<span className="visually-hidden"> {name}</span>
      </button>
    </li>
  )
}
