/** Breaks titles into lines. */
import { sum } from './draw'
import { measureEms, SERIF, type Typeface } from './typefaces'

const JOINERS = /^(a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|under|upon|with)$/i
const MAX_PIECES = 11
const JOINER_SCALE = 0.62
const SAFETY_MARGIN = 0.97 // typefaces differ by a few per cent from the measured one

export interface Line {
  text: string
  scale: number
}

/** Split "Frankenstein; or, The Modern Prometheus" at the colon or semicolon into title and subtitle. */
export function splitTitle(title: string): [main: string, subtitle: string | undefined] {
  const [, main = title, subtitle] = /^(.*?)(?:[:;]\s+(.*))?$/s.exec(title) ?? []
  return [main, subtitle]
}

export const isJoiner = (row: string): boolean => row.split(' ').every((word) => JOINERS.test(word))

export const fitSize = (text: string, face: Typeface, width: number, cap: number): number =>
  Math.min(cap, (width * SAFETY_MARGIN) / measureEms(text, face))

export const pickBest = <T extends { score: number }>(list: readonly T[]): T =>
  list.reduce((a, b) => (b.score > a.score ? b : a))

/**
 * List every way to break words into at most `maxLines` lines; the words of a very long title stay in pairs.
 */
export function listBreaks(words: readonly string[], maxLines: number): string[][] {
  if (words.length > MAX_PIECES) return listBreaks(pairWords(words), maxLines)
  const oneLine = [words.join(' ')]
  if (maxLines < 2) return [oneLine]
  const cuts = words.slice(1).map((_, i) => i + 1)
  return [
    oneLine,
    ...cuts.flatMap((at) =>
      listBreaks(words.slice(at), maxLines - 1).map((rest) => [words.slice(0, at).join(' '), ...rest]),
    ),
  ]
}

const pairWords = (words: readonly string[]): string[] =>
  words.flatMap((word, i) => (i % 2 ? [] : [[word, words[i + 1]].filter(Boolean).join(' ')]))

interface Box {
  w: number
  h: number
  cap: number
  maxLines: number
  face: Typeface
}

/** Choose the lines that fill the box best: large, few, and none that ends in a joiner such as "of the". */
export function fitTitle(title: string, { w, h, cap, maxLines, face }: Box): { size: number; lines: Line[] } {
  const candidates = listBreaks(title.split(/\s+/), maxLines).map((rows) => {
    const lines = rows.map((text) => ({
      text,
      scale: rows.length > 1 && face === SERIF && isJoiner(text) ? JOINER_SCALE : 1,
    }))
    const widest = Math.max(...lines.map((line) => measureEms(line.text, face) * line.scale))
    const height = sum(lines.map((line) => line.scale)) * face.lineHeight
    const size = Math.min(cap, (w * SAFETY_MARGIN) / widest, h / height)
    return { size, lines, score: size * 0.8 ** countDangling(lines) * 0.97 ** lines.length }
  })
  return pickBest(candidates)
}

/** Count the lines, except the last, that end in a joiner. */
const countDangling = (lines: readonly Line[]): number =>
  lines.slice(0, -1).filter((line) => line.scale === 1 && JOINERS.test(line.text.split(' ').at(-1) ?? ''))
    .length
