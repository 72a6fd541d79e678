import { Field, SelectField } from '@/components/forms/Field'
import { FORMAT_NAMES } from '@/lib/text'
import { newEdition, type EditionDraft, type Format } from './draft'
import type { Problems } from './validate'

interface EditionListProps {
  editions: readonly EditionDraft[]
  problems: Problems
  onChange: (editions: EditionDraft[]) => void
}

const MAX_EDITIONS = 20

export function EditionList({ editions, problems, onChange }: EditionListProps) {
  const change = (index: number, changes: Partial<EditionDraft>) =>
    onChange(editions.map((edition, i) => (i === index ? { ...edition, ...changes } : edition)))
  return (
    <>
      {editions.map((edition, i) => (
        <EditionFields
          key={i}
          edition={edition}
          number={i + 1}
          problems={problems}
          onChange={(changes) => change(i, changes)}
          onRemove={editions.length > 1 ? () => onChange(editions.filter((_, at) => at !== i)) : undefined}
        />
      ))}
      {problems.editions && <p className="text-danger small">{problems.editions}</p>}
      {editions.length < MAX_EDITIONS && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          onClick={() =>
            onChange([...editions, { ...newEdition(), publisher: editions.at(-1)?.publisher ?? '' }])
          }
        >
          Add an edition
        </button>
      )}
    </>
  )
}

interface EditionFieldsProps {
  edition: EditionDraft
  number: number
  problems: Problems
  onChange: (changes: Partial<EditionDraft>) => void
  onRemove?: () => void
}

function EditionFields({ edition, number, problems, onChange, onRemove }: EditionFieldsProps) {
  const field = (name: Exclude<keyof EditionDraft, 'imported'>) => ({
    name,
    value: edition[name],
    error: problems[`editions[${number - 1}].${name}`],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  })
  const isPrinted = edition.format === 'paperback' || edition.format === 'hardcover'
  return (
    <fieldset className="edition-fields">
      <legend className="d-flex justify-content-between">
        Edition {number}
        {onRemove && (
          <button type="button" className="textbutton small" onClick={onRemove}>
            Remove<span className="visually-hidden"> edition {number}</span>
          </button>
        )}
      </legend>
      <SelectField
        label="Format"
        value={edition.format}
        onChange={(event) => onChange({ format: event.target.value as Format })}
      >
        {Object.entries(FORMAT_NAMES).map(([format, name]) => (
          <option key={format} value={format}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field {...field('isbn')} label="ISBN" inputMode="numeric" autoComplete="off" />
      <Field {...field('price')} label="Price in £" inputMode="decimal" />
      <Field {...field('publisher')} label="Publisher" />
      <Field {...field('released')} label="Released" type="date" />
      <Field {...field('language')} label="Language" />
      {edition.format === 'audiobook' ? (
        <Field {...field('minutes')} label="Minutes" inputMode="numeric" required={false} />
      ) : (
        <Field {...field('pages')} label="Pages" inputMode="numeric" required={false} />
      )}
      {isPrinted && <Field {...field('weight_grams')} label="Weight in grams" inputMode="numeric" />}
    </fieldset>
  )
}
