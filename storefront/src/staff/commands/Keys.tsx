import { formatKeys } from './keys'

/** The keys of a command, as they are printed on a keyboard. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {formatKeys(keys).map((key, i) => (
        <kbd key={i}>{key}</kbd>
      ))}
    </span>
  )
}
