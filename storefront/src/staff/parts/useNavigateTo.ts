import { useCallback } from 'react'
import { useNavigate } from 'react-router'

/** Navigate from a command, which awaits nothing. */
export function useNavigateTo(): (path: string) => void {
  const navigate = useNavigate()
  return useCallback((path) => void navigate(path), [navigate])
}
