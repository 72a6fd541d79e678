import { BookCover } from '@/components/books/BookCover'
import type { Option, OptionGroup } from '../options'

interface SuggestListProps {
  id: string
  groups: OptionGroup[]
  /** The index of the active option over all groups; -1 for none. */
  active: number
  letters: string
  isShown: boolean
  onChoose: (to: string, query: string) => void
}

export function SuggestList({ id, groups, active, letters, isShown, onChoose }: SuggestListProps) {
  const offsets = groups.map((_, i) =>
    groups.slice(0, i).reduce((sum, group) => sum + group.options.length, 0),
  )
  return (
    <div className="suggest" hidden={!isShown}>
      <div id={id} role="listbox" aria-label="Suggestions">
        {groups.map(({ title, options }, g) => (
          <div role="group" aria-label={title} key={title}>
            <span className="head" aria-hidden="true">
              {title}
            </span>
            {options.map((option, i) => {
              const index = (offsets[g] ?? 0) + i
              return (
                <div
                  key={option.to}
                  id={`${id}-${index}`}
                  role="option"
                  aria-label={[option.label, option.detail].filter(Boolean).join(', ')}
                  aria-selected={index === active}
                  // Keep the focus in the field, because the list closes on blur.
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => onChoose(option.to, option.book ? '' : option.label)}
                >
                  <OptionRow option={option} letters={letters} />
                </div>
              )
            })}
          </div>
        ))}
      </div>
      {groups.length === 0 && <p className="quiet m-0 px-3 py-2">Press Enter to search for “{letters}”.</p>}
    </div>
  )
}

function OptionRow({ option: { label, detail, book }, letters }: { option: Option; letters: string }) {
  return (
    <>
      {book && <BookCover book={book} eager />}
      <span className="serif">{highlight(label, letters)}</span>
      <span className="quiet small">{detail}</span>
    </>
  )
}

/** Mark the letters where a word begins with them. */
function highlight(label: string, letters: string) {
  const at = letters
    ? label.toLowerCase().search(new RegExp(`(?<!\\p{L})${escapeRegExp(letters.toLowerCase())}`, 'u'))
    : -1
  if (at < 0) return label
  return (
    <>
      {label.slice(0, at)}
      <mark>{label.slice(at, at + letters.length)}</mark>
      {label.slice(at + letters.length)}
    </>
  )
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
