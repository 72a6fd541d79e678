import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react'

/** A message, optionally with an action such as Undo. */
export interface Toast {
  id: number
  text: ReactNode
  action?: { label: string; run: () => void }
}

interface Toasts {
  toasts: Toast[]
  toast: (text: ReactNode, action?: Toast['action']) => void
  dismiss: (id: number) => void
}

const Context = createContext<Toasts | undefined>(undefined)
const MAX_TOASTS = 3

export function ToastsProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([])
  const lastId = useRef(0)

  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), [])
  const toast = useCallback((text: ReactNode, action?: Toast['action']) => {
    const id = ++lastId.current
    setToasts((all) => [...all, { id, text, action }].slice(-MAX_TOASTS))
  }, [])

  const value = useMemo(() => ({ toasts, toast, dismiss }), [toasts, toast, dismiss])
  return <Context value={value}>{children}</Context>
}

export function useToasts(): Toasts {
  const toasts = useContext(Context)
  if (!toasts) throw new Error('useToasts needs the ToastsProvider of src/components/Providers.tsx')
  return toasts
}
