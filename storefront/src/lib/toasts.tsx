import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react'

/** One sentence, and perhaps a way to take it back. */
export interface Toast {
  id: number
  text: ReactNode
  action?: { label: string; run: () => void }
}

interface Toasts {
  toasts: Toast[]
  say: (text: ReactNode, action?: Toast['action']) => void
  dismiss: (id: number) => void
}

const Context = createContext<Toasts | undefined>(undefined)
const MOST = 3

export function ToastsProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([])
  const last = useRef(0)

  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), [])
  const say = useCallback((text: ReactNode, action?: Toast['action']) => {
    const id = ++last.current
    setToasts((all) => [...all, { id, text, action }].slice(-MOST))
  }, [])

  const value = useMemo(() => ({ toasts, say, dismiss }), [toasts, say, dismiss])
  return <Context value={value}>{children}</Context>
}

export function useToasts(): Toasts {
  const toasts = useContext(Context)
  if (!toasts) throw new Error('useToasts needs the ToastsProvider of src/app/Providers.tsx')
  return toasts
}
