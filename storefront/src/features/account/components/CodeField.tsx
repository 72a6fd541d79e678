import { useQuery } from '@tanstack/react-query'
import type { ComponentProps } from 'react'
import { Field } from '@/components/forms/Field'
import { settingsQuery } from '@/lib/settings'

export function CodeField(field: Omit<ComponentProps<typeof Field>, 'label'>) {
  const { data } = useQuery(settingsQuery())
  const local = data?.cognito.endpoint !== undefined
  return (
    <Field
      {...field}
      label="Verification code"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={6}
      hint={local ? 'No email leaves this machine: “make mail” shows it.' : undefined}
    />
  )
}
