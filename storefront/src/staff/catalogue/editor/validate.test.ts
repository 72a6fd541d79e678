import { newDraft, newEdition } from './draft'
import { validateDraft } from './validate'

const edition = {
  ...newEdition(),
  isbn: '979-0-00-000000-1',
  price: '8.99',
  publisher: 'Catchword',
  released: '2026-11-30',
  weight_grams: '300',
}
const draft = {
  ...newDraft(),
  book_id: 'emma',
  title: 'Emma',
  authors: 'Jane Austen',
  published: '1815',
  category: 'Fiction',
  editions: [{ ...edition, isbn: '9797000000017' }],
}

it('finds nothing wrong with a book that the service accepts', () => {
  expect(validateDraft(draft, true)).toEqual({})
})

it.each([
  [{ title: ' ' }, 'title'],
  [{ title: 'x'.repeat(301) }, 'title'],
  [{ authors: '' }, 'authors'],
  [{ published: '3000' }, 'published'],
  [{ published: 'long ago' }, 'published'],
  [{ book_id: 'Emma!' }, 'book_id'],
  [{ series: 'Novels', position: '' }, 'series.position'],
  [{ subjects: 'x' }, 'subjects'],
  [{ editions: [] }, 'editions'],
  [{ editions: [{ ...edition, isbn: '9797000000018' }] }, 'editions[0].isbn'],
  [{ editions: [{ ...edition, isbn: '123' }] }, 'editions[0].isbn'],
  [{ editions: [{ ...edition, isbn: '9797000000017', price: 'free' }] }, 'editions[0].price'],
  [{ editions: [{ ...edition, isbn: '9797000000017', weight_grams: '' }] }, 'editions[0].weight_grams'],
  [{ editions: [{ ...edition, isbn: '9797000000017', released: '30.11.2026' }] }, 'editions[0].released'],
])('names the field of %j', (changes, field) => {
  expect(Object.keys(validateDraft({ ...draft, ...changes }, true))).toEqual([field])
})

it('does not check the id of a book that exists', () => {
  expect(validateDraft({ ...draft, book_id: '' }, false)).toEqual({})
})
