import { Icon } from '@/components/Icon'
import { useToasts } from '@/lib/toasts'

/** Opens the device's share sheet, or copies the URL. */
export function ShareButton({ title }: { title: string }) {
  const { toast } = useToasts()
  const share = async () => {
    const url = location.href.split('#')[0]
    try {
      if ('share' in navigator) await navigator.share({ title, url })
      else {
        await (navigator as Navigator).clipboard.writeText(url ?? '')
        toast('Link copied.')
      }
    } catch {
      // Closing the share sheet is not an error.
    }
  }
  return (
    <button type="button" className="textbutton text-decoration-none" onClick={() => void share()}>
      <Icon name="share" /> Share
    </button>
  )
}
