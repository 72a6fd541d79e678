import Modal from 'react-bootstrap/Modal'
import { useAllCommands, type Command } from './commands'
import { Keys } from './Keys'

/** Lists the keys of the open page. */
export function KeyboardHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const groups = Object.entries(groupByName(useAllCommands().filter(({ keys }) => keys)))
  return (
    <Modal show={isOpen} onHide={onClose} aria-labelledby="keyboard-help" scrollable>
      <Modal.Header closeButton>
        <Modal.Title as="h2" className="h4" id="keyboard-help">
          Keyboard
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        {groups.map(([group, commands]) => (
          <section key={group}>
            <h3 className="h6">{group}</h3>
            <dl className="keylist">
              {commands.map(({ name, keys = '' }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </Modal.Body>
    </Modal>
  )
}

function groupByName(commands: readonly Command[]): Record<string, Command[]> {
  const groups: Record<string, Command[]> = {}
  for (const command of commands) (groups[command.group] ??= []).push(command)
  return groups
}
