/** The random source of the covers. It is seeded by title and author, so a book always has the same cover. */
export interface Random {
  between: (from: number, to: number) => number
  pick: <T>(list: readonly T[]) => T
}

/** Hash a text by FNV-1a with 32 bits. */
export const hash = (text: string): number =>
  [...text].reduce((h, char) => Math.imul(h ^ (char.codePointAt(0) ?? 0), 16777619), 2166136261) >>> 0

/** Create a random source by mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    between: (from, to) => from + roll() * (to - from),
    pick: <T>(list: readonly T[]) => list[Math.floor(roll() * list.length)] as T,
  }
}
