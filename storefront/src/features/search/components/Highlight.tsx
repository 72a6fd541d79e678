import { Fragment } from 'react'

/**
 * Text with the matched words marked. The service escapes everything but its own `<mark>`s; the rest is
 * rendered as text all the same, so that no title can inject markup.
 */
export function Highlight({ html, text }: { html: string | null | undefined; text: string }) {
  if (!html) return text
  return html.split(/<mark>(.*?)<\/mark>/s).map((segment, i) => {
    const plain = unescapeHtml(segment)
    return i % 2 ? <mark key={i}>{plain}</mark> : <Fragment key={i}>{plain}</Fragment>
  })
}

const NAMED_ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeHtml(html: string): string {
  return html.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (entity, hex?: string, decimal?: string, name?: string) => {
      if (name) return NAMED_ENTITIES[name] ?? entity
      return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal))
    },
  )
}
