import 'react'

declare module 'react' {
  // The style sheets read custom properties such as `--n` (books in a row).
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined
  }
}
