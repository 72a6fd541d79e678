/** The commands of the open page: what the keyboard does, the palette offers and the help lists. */
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { isTyping, SEQUENCE_TIME, toKeyName } from './keys'

export interface Command {
  name: string
  /** Where it stands in the help and the palette. */
  group: string
  keys?: string
  run: () => void
  /** True for keys that make no sense in a list of actions, such as `j`. */
  isKeyOnly?: boolean
}

interface Registry {
  commands: readonly Command[]
  register: (id: string, commands: readonly Command[]) => () => void
}

const Context = createContext<Registry | undefined>(undefined)

export function CommandsProvider({ children }: { children: ReactNode }) {
  const [registered, setRegistered] = useState<ReadonlyMap<string, readonly Command[]>>(new Map())
  const register = useCallback((id: string, commands: readonly Command[]) => {
    setRegistered((all) => new Map(all).set(id, commands))
    return () =>
      setRegistered((all) => {
        const rest = new Map(all)
        rest.delete(id)
        return rest
      })
  }, [])
  const commands = useMemo(() => [...registered.values()].flat(), [registered])
  useKeyboard(commands)
  return <Context value={useMemo(() => ({ commands, register }), [commands, register])}>{children}</Context>
}

function useRegistry(): Registry {
  const registry = useContext(Context)
  if (!registry) throw new Error('useCommands needs the CommandsProvider')
  return registry
}

/** All commands that can be run now. */
export const useAllCommands = (): readonly Command[] => useRegistry().commands

/** Offer commands while the component is shown. They may be new functions at every render. */
export function useCommands(commands: readonly Command[]): void {
  const id = useId()
  const { register } = useRegistry()
  const current = useRef(commands)
  useEffect(() => {
    current.current = commands
  })
  const signature = commands.map(({ name, group, keys }) => [name, group, keys].join('\n')).join('\n')
  useEffect(() => {
    const stable = current.current.map((command, i) => ({ ...command, run: () => current.current[i]?.run() }))
    return register(id, stable)
  }, [id, register, signature])
}

function useKeyboard(commands: readonly Command[]): void {
  const previous = useRef({ key: '', at: 0 })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = toKeyName(event)
      if (!key || event.defaultPrevented || isTyping(event) || isBehindDialog()) return
      const { key: first, at } = previous.current
      const sequence = first && event.timeStamp - at < SEQUENCE_TIME ? `${first} ${key}` : ''
      const command =
        commands.find(({ keys }) => keys === sequence) ?? commands.find(({ keys }) => keys === key)
      previous.current = command ? { key: '', at: 0 } : { key, at: event.timeStamp }
      if (!command) return
      event.preventDefault()
      command.run()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [commands])
}

/** While a dialog is open the keys are its own. */
const isBehindDialog = (): boolean => document.querySelector('.modal.show') !== null
