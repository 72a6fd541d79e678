import { useEffect, useRef, useState, type ChangeEvent, type FormEvent } from 'react'
import type { DraftStore } from '@/lib/drafts'

type Values = Record<string, string>
type Rule<V> = (value: string, all: V) => string | undefined
export type Rules<V extends Values> = { [K in keyof V]?: Rule<V> }
type Errors<V> = { [K in keyof V]?: string }

/**
 * Hold the values and errors of a form. Nothing is validated before the first attempt to submit; then the
 * first invalid field takes the focus, and an error is removed as soon as its field changes. With a `draft` the
 * form starts with what was written before, and stores what is written.
 */
export function useForm<V extends Values>(initial: V, rules: Rules<V>, draft?: DraftStore<V>) {
  const [values, setValues] = useState(() => ({ ...initial, ...draft?.load() }))
  const [errors, setErrors] = useState<Errors<V>>({})
  const form = useRef<HTMLFormElement & HTMLFieldSetElement>(null)
  const [rejections, setRejections] = useState(0)

  useEffect(() => {
    if (rejections) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [rejections])

  /** Set a value; with `keepErrors` for a change of its formatting only. */
  const setValue = (name: keyof V, value: string, { keepErrors = false } = {}) => {
    setValues((current) => {
      const next = { ...current, [name]: value }
      draft?.save(next)
      return next
    })
    if (!keepErrors) setErrors((current) => ({ ...current, [name]: undefined }))
  }
  const field = (name: keyof V & string) => ({
    name,
    value: values[name] ?? '',
    error: errors[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      setValue(name, event.target.value),
  })
  const showErrors = (invalid: Errors<V>) => {
    setErrors(invalid)
    setRejections((n) => n + 1)
  }
  const check = (): boolean => {
    const invalid = validate(rules, values)
    const isValid = Object.keys(invalid).length === 0
    if (!isValid) showErrors(invalid)
    return isValid
  }
  const submit = (send: (values: V) => void) => (event: FormEvent) => {
    event.preventDefault()
    if (check()) send(values)
  }
  return { form, values, setValues, setValue, field, showErrors, check, submit }
}

function validate<V extends Values>(rules: Rules<V>, values: V): Errors<V> {
  const errors: Errors<V> = {}
  for (const name of Object.keys(rules) as (keyof V & string)[]) {
    const problem = rules[name]?.(values[name] ?? '', values)
    if (problem) errors[name] = problem
  }
  return errors
}

/** Create a rule that rejects an empty value with this message. */
export const required =
  (message: string) =>
  (value: string): string | undefined =>
    value.trim() ? undefined : message
