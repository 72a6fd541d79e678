import { useEffect } from 'react'
import { useStorageRefused } from '@/lib/storage'
import { useToasts } from '@/lib/toasts'

/** Says once that the browser stores nothing, as soon as something should have been stored. */
export function StorageNotice() {
  const isRefused = useStorageRefused()
  const { toast } = useToasts()
  useEffect(() => {
    if (isRefused)
      toast(
        'Your browser is blocking storage. You’ll lose your cart and be signed out when you close or reload this page.',
      )
  }, [isRefused, toast])
  return null
}
