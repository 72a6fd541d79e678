import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { normalizeParams } from './searchParams'

/** Return the normalized parameters of the address, and the function that sets others. */
export function useFilterParams() {
  const [raw, setParams] = useSearchParams()
  const params = useMemo(() => normalizeParams(raw), [raw])
  return [params, setParams] as const
}
