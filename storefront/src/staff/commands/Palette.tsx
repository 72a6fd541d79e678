import { useId, useRef, useState, type KeyboardEvent } from 'react'
import Modal from 'react-bootstrap/Modal'
import { useAllCommands, type Command } from './commands'
import { Keys } from './Keys'

/** Finds an action by its name: type, choose with the arrows, run with Enter. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <Modal
      show={isOpen}
      onHide={onClose}
      onEntered={() => input.current?.focus()}
      animation={false}
      aria-label="Find an action"
      className="palette"
    >
      {isOpen && <PaletteContent input={input} onClose={onClose} />}
    </Modal>
  )
}

function PaletteContent({
  input,
  onClose,
}: {
  input: React.RefObject<HTMLInputElement | null>
  onClose: () => void
}) {
  const id = useId()
  const [text, setText] = useState('')
  const [index, setIndex] = useState(0)
  const found = findCommands(useAllCommands(), text)
  const selected = Math.min(index, found.length - 1)

  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    setTimeout(command.run) // once the dialog has given the focus back
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setIndex((selected + step + found.length) % Math.max(found.length, 1))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[selected])
    }
  }
  return (
    <>
      <input
        ref={input}
        className="form-control palette-input"
        role="combobox"
        aria-label="Find an action"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found[selected] ? `${id}-${selected}` : undefined}
        placeholder="Type what you want to do"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setIndex(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={id} role="listbox" aria-label="Actions" className="palette-list">
        {found.map((command, i) => (
          // The field has the keys; the pointer is a second way.
          <li
            key={`${command.group} ${command.name}`}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === selected}
            ref={i === selected ? (row) => row?.scrollIntoView?.({ block: 'nearest' }) : undefined}
            onClick={() => run(command)}
          >
            <span>
              <span className="faint">{command.group}</span> {command.name}
            </span>
            {command.keys && <Keys keys={command.keys} />}
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p className="px-3 py-3 mb-0 quiet" role="status">
          No action has this name.
        </p>
      )}
    </>
  )
}

/** Find the commands that contain all words, wherever they stand. */
function findCommands(commands: readonly Command[], text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return commands
    .filter(({ isKeyOnly }) => !isKeyOnly)
    .filter(({ name, group }) => words.every((word) => `${group} ${name}`.toLowerCase().includes(word)))
}
