import 'react'

declare module 'react' {
  // The style sheets read custom properties such as `--n` (books on a shelf).
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined
  }
}
