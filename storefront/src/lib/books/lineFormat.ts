import { FORMAT_NAMES } from '../text'
import type { Format } from './summary'

interface BookLine {
  isbn: string
  book_id: string
  format: Format
}

/** The format of a line, with the ISBN where another line has the same book in the same format. */
export function formatOfLine(line: BookLine, lines: readonly BookLine[]): string {
  const isAmbiguous = lines.some(
    (other) => other.isbn !== line.isbn && other.book_id === line.book_id && other.format === line.format,
  )
  return FORMAT_NAMES[line.format] + (isAmbiguous ? `, ISBN ${line.isbn}` : '')
}
