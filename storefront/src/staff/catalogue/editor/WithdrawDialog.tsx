import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { formatCount } from '@/lib/text'
import { useToasts } from '@/lib/toasts'
import { useStaffId } from '../../access/access'
import { ActionDialog } from '../../parts/ActionDialog'
import { booksKey, withdrawBook, type StaffBook } from '../api/books'

/** Stops selling a book, after what that touches was said. */
export function WithdrawDialog({ book, onClose }: { book: StaffBook; onClose: () => void }) {
  const queries = useQueryClient()
  const staffId = useStaffId()
  const navigate = useNavigate()
  const { toast } = useToasts()
  const withdraw = useMutation({
    mutationFn: () => withdrawBook(book),
    onSuccess: async () => {
      toast(`${book.title} is withdrawn.`)
      await queries.resetQueries({ queryKey: booksKey(staffId) })
      await navigate('/books?withdrawn=yes')
    },
  })
  return (
    <ActionDialog
      title={`Withdraw ${book.title}`}
      action="Withdraw"
      isBusy={withdraw.isPending}
      error={withdraw.error}
      onAction={() => withdraw.mutate()}
      onClose={onClose}
    >
      <p>What follows:</p>
      <ul className="mb-0">
        <li>
          {formatCount(book.editions.length, 'edition')} can no longer be bought; carts that hold one say so.
        </li>
        <li>It leaves the search, its category, its author’s page and the Top 20.</li>
        <li>Its page stays for who has bought it, with its reviews. Paid orders are sent as they are.</li>
        <li>Its ISBNs can be given to another book.</li>
      </ul>
    </ActionDialog>
  )
}
