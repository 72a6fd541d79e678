import { Fragment } from 'react'

/**
 * Text with the found words marked. The service escapes everything but its own `<mark>`s; it is read as text all the
 * same, so that nothing a book is called can ever become part of the page.
 */
export function Marked({ html, text }: { html: string | null | undefined; text: string }) {
  if (!html) return text
  return html.split(/<mark>(.*?)<\/mark>/s).map((part, i) => {
    const plain = unescaped(part)
    return i % 2 ? <mark key={i}>{plain}</mark> : <Fragment key={i}>{plain}</Fragment>
  })
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(html: string): string {
  return html.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return NAMED[name] ?? whole
      return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal))
    },
  )
}
