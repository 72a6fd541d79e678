import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useState, type ReactNode } from 'react'
import { createQueryClient } from '@/lib/api/queries'
import { followSession } from '@/lib/session'
import { ToastsProvider } from '@/lib/toasts'

/** The providers that every page needs. Those that need the router too are in layout/Layout.tsx. */
export function Providers({ children, queries }: { children: ReactNode; queries?: QueryClient }) {
  const [client] = useState(() => queries ?? createQueryClient())
  useLayoutEffect(() => followSession(client), [client]) // before the effects that send requests
  return (
    <QueryClientProvider client={client}>
      <ToastsProvider>{children}</ToastsProvider>
    </QueryClientProvider>
  )
}
