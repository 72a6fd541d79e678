import { useMutation } from '@tanstack/react-query'
import { BusyButton } from '@/components/forms/BusyButton'
import { messageUnlessLimited } from '@/lib/api'
import { useToasts } from '@/lib/toasts'
import { downloadJson, collectCustomerData } from '../api/exportData'

export function ExportData() {
  const { toast } = useToasts()
  const exportMutation = useMutation({
    mutationFn: async () => downloadJson('catchword-books.json', await collectCustomerData()),
    onError: (error) =>
      toast(messageUnlessLimited(error, 'We couldn’t prepare your data. Please try again.')),
  })
  return (
    <section className="mt-5" aria-labelledby="data">
      <h2 className="h4" id="data">
        Your data
      </h2>
      <p className="quiet">
        Download your details, addresses, cart, wishlist, orders and reviews in one file.
      </p>
      <BusyButton
        type="button"
        className="btn-outline-primary"
        busy={exportMutation.isPending}
        onClick={() => exportMutation.mutate()}
      >
        Download my data
      </BusyButton>
    </section>
  )
}
