import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { createQueryClient } from '@/lib/api/queries'
import { ToastsProvider } from '@/lib/toasts'

/** What every page may rely on, whatever its route. What needs the router too is in layout/Layout.tsx. */
export function Providers({ children, queries }: { children: ReactNode; queries?: QueryClient }) {
  const [client] = useState(() => queries ?? createQueryClient())
  return (
    <QueryClientProvider client={client}>
      <ToastsProvider>{children}</ToastsProvider>
    </QueryClientProvider>
  )
}
