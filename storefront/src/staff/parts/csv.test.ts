import { toCsv } from './csv'

it.each(['=1+1', '+44 20', '-2', '@SUM(A1)', '\t=1', ' =1', '\r=1'])('never lets %j be a formula', (text) => {
  expect(toCsv([[text]]).replaceAll('"', '')).toBe(`'${text}\r\n`)
})

it('writes numbers as numbers, and quotes what would break a row', () => {
  expect(toCsv([['a,b', 'say "no"', -5, null, 'two\nlines']])).toBe('"a,b","say ""no""",-5,,"two\nlines"\r\n')
})
