import { act, fireEvent, render, screen } from '@testing-library/react'
import { Toasts } from './Toasts'
import { ToastsProvider, useToasts } from '@/lib/toasts'

const undo = { label: 'Undo', run: vi.fn() }

function Buttons() {
  const { toast } = useToasts()
  return (
    <>
      <button onClick={() => toast('Saved.')}>save</button>
      <button onClick={() => toast('Removed.', undo)}>remove</button>
    </>
  )
}

beforeEach(() => {
  vi.useFakeTimers()
  render(
    <ToastsProvider>
      <Buttons />
      <Toasts />
    </ToastsProvider>,
  )
})
afterEach(() => void vi.useRealTimers())

const show = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))

it.each([
  ['save', 'Saved.', 6_000],
  ['remove', 'Removed.', 20_000],
])('removes the toast of “%s” after its time', (name, text, time) => {
  show(name)
  pass(time - 1)
  expect(screen.getByText(text)).toBeVisible()
  pass(1)
  expect(screen.queryByText(text)).not.toBeInTheDocument()
})

it('stops the time of a toast while it has the pointer', () => {
  show('save')
  const toast = screen.getByText('Saved.')
  fireEvent.pointerEnter(toast)
  pass(60_000)
  expect(toast).toBeVisible()
  fireEvent.pointerLeave(toast)
  pass(6_000)
  expect(toast).not.toBeInTheDocument()
})

it('stops the time of a toast while it has the focus', () => {
  show('remove')
  const button = screen.getByRole('button', { name: 'Undo' })
  act(() => button.focus())
  pass(60_000)
  expect(button).toBeVisible()
  act(() => button.blur())
  pass(20_000)
  expect(button).not.toBeInTheDocument()
})

it('closes a toast at once', () => {
  show('remove')
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(screen.queryByText('Removed.')).not.toBeInTheDocument()
})
