import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Field } from '@/components/forms/Field'
import { categoriesQuery } from '@/lib/books'
import { slugify } from '@/lib/text'
import { TextArea } from '../../parts/TextArea'
import type { BookDraft } from './draft'
import type { Problems } from './validate'

interface BookFieldsProps {
  draft: BookDraft
  problems: Problems
  isNew: boolean
  onChange: (changes: Partial<BookDraft>) => void
}

type TextName = Exclude<keyof BookDraft, 'editions' | 'imported'>

export function BookFields({ draft, problems, isNew, onChange }: BookFieldsProps) {
  const id = useId()
  const { data: categories = [] } = useQuery(categoriesQuery())
  const field = (name: TextName, ...alsoNamed: string[]) => ({
    name,
    value: draft[name],
    error: [name, ...alsoNamed].map((each) => findProblem(problems, each)).find(Boolean),
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  })
  const setTitle = (title: string) => {
    const follows = isNew && draft.book_id === slugify(draft.title)
    onChange({ title, ...(follows && { book_id: slugify(title) }) })
  }
  return (
    <div className="editor-fields">
      <Field
        {...field('title')}
        label="Title"
        className="full"
        onChange={(event) => setTitle(event.target.value)}
      />
      <Field {...field('subtitle')} label="Subtitle" className="full" required={false} />
      <Field
        {...field('authors')}
        label="Contributors"
        hint="Separated by semicolons, the first one first."
        className="half"
      />
      {isNew ? (
        <Field {...field('book_id')} label="Address in the shop" hint="It never changes." className="half" />
      ) : (
        <div className="half">
          <span className="form-label d-block">Address in the shop</span>
          <a href={`/books/${draft.book_id}`}>/books/{draft.book_id}</a>
        </div>
      )}
      <Field {...field('category')} label="Category" className="third" list={`${id}-categories`} />
      <datalist id={`${id}-categories`}>
        {categories.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Field {...field('published')} label="First published" inputMode="numeric" className="third" />
      <Field {...field('language')} label="Written in" className="third" />
      <Field
        {...field('series', 'series.name', 'series.series_id')}
        label="Series"
        className="half"
        required={false}
      />
      <Field
        {...field('position', 'series.position')}
        label="Number in the series"
        inputMode="numeric"
        className="half"
        required={Boolean(draft.series)}
      />
      <TextArea {...field('first_line')} label="First line" rows={2} className="full" required={false} />
      <TextArea {...field('description')} label="Description" rows={6} className="full" required={false} />
      <Field
        {...field('subjects')}
        label="Subjects"
        hint="Separated by commas, in customers’ words: whaling, class and marriage."
        className="full"
        required={false}
      />
    </div>
  )
}

/** The message of a field, or of one of the elements of its list. */
const findProblem = (problems: Problems, name: string): string | undefined =>
  problems[name] ?? Object.entries(problems).find(([field]) => field.startsWith(`${name}[`))?.[1]
