import { useEffect, useRef, useState, type ChangeEvent, type FormEvent } from 'react'

type Values = Record<string, string>
type Rule<V> = (value: string, all: V) => string | undefined
export type Rules<V extends Values> = { [K in keyof V]?: Rule<V> }
type Errors<V> = { [K in keyof V]?: string }

/**
 * Texts and what is wrong with them. Nothing is complained of before somebody has tried to send the form; then the
 * first wrong field takes the focus, and each complaint goes away as soon as its field is changed.
 */
export function useForm<V extends Values>(start: V, rules: Rules<V>) {
  const [values, setValues] = useState(start)
  const [errors, setErrors] = useState<Errors<V>>({})
  const form = useRef<HTMLFormElement & HTMLFieldSetElement>(null)
  const [refusals, setRefusals] = useState(0)

  useEffect(() => {
    if (refusals) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])

  /** `quietly`: written in another way, and no less wrong than before. */
  const set = (name: keyof V, value: string, { quietly = false } = {}) => {
    setValues((now) => ({ ...now, [name]: value }))
    if (!quietly) setErrors((now) => ({ ...now, [name]: undefined }))
  }
  const field = (name: keyof V & string) => ({
    name,
    value: values[name] ?? '',
    error: errors[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => set(name, event.target.value),
  })
  const refuse = (wrong: Errors<V>) => {
    setErrors(wrong)
    setRefusals((n) => n + 1)
  }
  const check = (): boolean => {
    const wrong = broken(rules, values)
    const fine = Object.keys(wrong).length === 0
    if (!fine) refuse(wrong)
    return fine
  }
  const submit = (send: (values: V) => void) => (event: FormEvent) => {
    event.preventDefault()
    if (check()) send(values)
  }
  return { form, values, setValues, set, field, refuse, check, submit }
}

function broken<V extends Values>(rules: Rules<V>, values: V): Errors<V> {
  const found: Errors<V> = {}
  for (const name of Object.keys(rules) as (keyof V & string)[]) {
    const problem = rules[name]?.(values[name] ?? '', values)
    if (problem) found[name] = problem
  }
  return found
}

/** `filled('Please write the street.')` */
export const filled =
  (otherwise: string) =>
  (value: string): string | undefined =>
    value.trim() ? undefined : otherwise
