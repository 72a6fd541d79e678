import { newDraft } from './draft'
import { findConflicts, mergeDrafts } from './merge'

const before = { ...newDraft(), title: 'Emma', subtitle: '', category: 'Fiction' }
const mine = { ...before, title: 'Emma (mine)', subtitle: 'A Novel' }
const theirs = { ...before, title: 'Emma (theirs)', category: 'Romance' }

it('asks only about what both changed to different values', () => {
  expect(findConflicts(before, mine, theirs)).toEqual([
    { field: 'title', before: 'Emma', mine: 'Emma (mine)', theirs: 'Emma (theirs)' },
  ])
  expect(findConflicts(before, mine, { ...before, title: 'Emma (mine)' })).toEqual([])
})

it.each([
  ['mine', 'Emma (mine)'],
  ['theirs', 'Emma (theirs)'],
] as const)('saves what both changed as chosen (%s), and the rest of both', (choice, title) => {
  expect(mergeDrafts(before, mine, theirs, { title: choice })).toMatchObject({
    title,
    subtitle: 'A Novel',
    category: 'Romance',
  })
})
