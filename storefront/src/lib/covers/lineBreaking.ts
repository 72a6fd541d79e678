/** Where a title is broken into lines. */
import { sum } from './draw'
import { ems, SERIF, type Face } from './typefaces'

const JOINERS = /^(a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|under|upon|with)$/i
const MOST_PIECES = 11
const JOINER_SCALE = 0.62
const SPARE = 0.97 // faces differ by a few per cent from the one measured

export interface Line {
  text: string
  scale: number
}

/** "Frankenstein; or, The Modern Prometheus": what follows a colon or semicolon is the subtitle. */
export function split(title: string): [main: string, subtitle: string | undefined] {
  const [, main = title, subtitle] = /^(.*?)(?:[:;]\s+(.*))?$/s.exec(title) ?? []
  return [main, subtitle]
}

export const joins = (row: string): boolean => row.split(' ').every((word) => JOINERS.test(word))

export const fitting = (text: string, face: Face, width: number, cap: number): number =>
  Math.min(cap, (width * SPARE) / ems(text, face))

export const best = <T extends { score: number }>(list: readonly T[]): T =>
  list.reduce((a, b) => (b.score > a.score ? b : a))

/** Every way to break words into at most `most` lines; the words of a very long title go in pairs. */
export function breaks(words: readonly string[], most: number): string[][] {
  if (words.length > MOST_PIECES) return breaks(paired(words), most)
  const whole = [words.join(' ')]
  if (most < 2) return [whole]
  const cuts = words.slice(1).map((_, i) => i + 1)
  return [
    whole,
    ...cuts.flatMap((at) =>
      breaks(words.slice(at), most - 1).map((rest) => [words.slice(0, at).join(' '), ...rest]),
    ),
  ]
}

const paired = (words: readonly string[]): string[] =>
  words.flatMap((word, i) => (i % 2 ? [] : [[word, words[i + 1]].filter(Boolean).join(' ')]))

interface Box {
  w: number
  h: number
  cap: number
  most: number
  face: Face
}

/** The break that fills the box best: large, few lines, none that ends on "of the". */
export function compose(title: string, { w, h, cap, most, face }: Box): { size: number; lines: Line[] } {
  const settings = breaks(title.split(/\s+/), most).map((rows) => {
    const lines = rows.map((text) => ({
      text,
      scale: rows.length > 1 && face === SERIF && joins(text) ? JOINER_SCALE : 1,
    }))
    const widest = Math.max(...lines.map((line) => ems(line.text, face) * line.scale))
    const tall = sum(lines.map((line) => line.scale)) * face.lead
    const size = Math.min(cap, (w * SPARE) / widest, h / tall)
    return { size, lines, score: size * 0.8 ** dangling(lines) * 0.97 ** lines.length }
  })
  return best(settings)
}

/** Lines but the last that end on a word which wants to go on. */
const dangling = (lines: readonly Line[]): number =>
  lines.slice(0, -1).filter((line) => line.scale === 1 && JOINERS.test(line.text.split(' ').at(-1) ?? ''))
    .length
