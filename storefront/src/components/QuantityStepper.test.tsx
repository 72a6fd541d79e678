import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { QuantityStepper } from './QuantityStepper'

function renderStepper() {
  const onChange = vi.fn()
  render(<QuantityStepper value={3} max={10} label="Emma" onChange={onChange} />)
  const field = screen.getByRole('textbox', { name: 'Quantity of Emma' })
  const type = async (text: string) => {
    const user = userEvent.setup()
    await user.clear(field)
    await user.type(field, `${text}{Enter}`)
  }
  return { onChange, field, type }
}

it.each(['1.5', '2,5', '1e3', '-2', '+2', '1 0', '0x5', 'ten', '5 copies', '½', '²', '0', '٥', ''])(
  'keeps the old number of copies for “%s”',
  async (text) => {
    const { onChange, field, type } = renderStepper()
    await type(text)
    expect(onChange).not.toHaveBeenCalled()
    expect(field).toHaveValue('3')
  },
)

it.each([
  ['5', 5],
  [' 5 ', 5],
  ['05', 5],
  ['５', 5],
  ['99', 10],
  ['1000', 10],
])('applies “%s” as %i copies', async (text, copies) => {
  const { onChange, type } = renderStepper()
  await type(text)
  expect(onChange).toHaveBeenCalledExactlyOnceWith(copies)
})
