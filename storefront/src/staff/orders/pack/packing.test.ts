import { isComplete, linesToPack, scan, type Scanned } from './packing'
import { staffOrder } from '@/testing/staffBuilders'

const EMMA = '9790000000001'
const LINES = [
  { isbn: EMMA, title: 'Emma', required: 2 },
  { isbn: '9790000000002', title: 'Persuasion', required: 1 },
]

const scanAll = (codes: string[]) =>
  codes.reduce<Scanned>((scanned, code) => {
    const result = scan(LINES, scanned, code)
    return result.isRight ? result.scanned : scanned
  }, {})

it('is complete once every copy is scanned', () => {
  expect(isComplete(LINES, scanAll([EMMA, EMMA]))).toBe(false)
  expect(isComplete(LINES, scanAll([EMMA, '979-0-00-000000-2', EMMA]))).toBe(true)
})

it('refuses a book of another order, and one copy too many', () => {
  expect(scan(LINES, {}, '9790000000009')).toEqual({
    isRight: false,
    message: '9790000000009 is not in this order.',
  })
  expect(scan(LINES, { [EMMA]: 2 }, EMMA)).toMatchObject({
    message: 'Emma is in the parcel already: 2 of 2.',
  })
})

it('packs no file and no copy that was refunded', () => {
  const order = staffOrder({
    lines: [
      { ...staffOrder().lines[0], quantity: 3 },
      { ...staffOrder().lines[0], isbn: '9790000000003', format: 'ebook' },
    ] as ReturnType<typeof staffOrder>['lines'],
    refunds: [{ status: 'succeeded', lines: [{ isbn: EMMA, quantity: 1 }] }] as ReturnType<
      typeof staffOrder
    >['refunds'],
  })
  expect(linesToPack(order)).toEqual([{ isbn: EMMA, title: 'Emma', required: 2 }])
})
