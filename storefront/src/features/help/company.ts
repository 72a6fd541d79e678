import { useQuery } from '@tanstack/react-query'
import { settingsQuery } from '@/lib/settings'

const LEGAL_RETURN_DAYS = 14

/** The facts about the company; undefined while they load and where the stage has not set them. */
export function useCompany() {
  const { data } = useQuery({ ...settingsQuery(), throwOnError: true })
  return data?.company ?? undefined
}

/** The days in which a printed book may be returned. */
export const useReturnDays = (): number => useCompany()?.return_days ?? LEGAL_RETURN_DAYS
