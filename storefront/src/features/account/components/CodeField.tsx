import { useQuery } from '@tanstack/react-query'
import type { ComponentProps } from 'react'
import { Field } from '@/components/forms/Field'
import { settingsQuery } from '@/lib/settings'

interface CodeFieldProps extends Omit<ComponentProps<typeof Field>, 'label'> {
  /** The fixed code of the local system, which sends no emails: the page shows it. */
  localCode: string
}

export function CodeField({ localCode, ...field }: CodeFieldProps) {
  const { data } = useQuery(settingsQuery())
  const local = data?.cognito.endpoint !== undefined
  return (
    <Field
      {...field}
      label="Verification code"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={6}
      hint={local ? `This local shop sends no emails. The code is ${localCode}.` : undefined}
    />
  )
}
