const DAY = 86_400_000

/** The same for everybody on one day, another one tomorrow. */
export function pickOfTheDay<T>(list: readonly T[], shift = 0, now: number = Date.now()): T | undefined {
  return list[(Math.floor(now / DAY) + shift) % list.length]
}
