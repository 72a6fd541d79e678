import { Icon } from '@/components/Icon'
import { useToasts } from '@/lib/toasts'

/** The device's own way to share, or the address copied. */
export function ShareButton({ title }: { title: string }) {
  const { toast } = useToasts()
  const share = async () => {
    const url = location.href.split('#')[0]
    try {
      if ('share' in navigator) await navigator.share({ title, url })
      else {
        await (navigator as Navigator).clipboard.writeText(url ?? '')
        toast('The address of this page is copied.')
      }
    } catch {
      // Closing the share sheet is no error.
    }
  }
  return (
    <button type="button" className="textbutton text-decoration-none" onClick={() => void share()}>
      <Icon name="share" /> Share
    </button>
  )
}
