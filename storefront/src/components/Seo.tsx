/** The tags for search engines and shared links. React moves them into the head. */
interface SeoProps {
  title: string
  description?: string
  /** The path without filters; the current path when absent. */
  canonical?: string
  /** True for private pages: cart, checkout, account. */
  noindex?: boolean
  jsonLd?: object[]
  image?: string
}

export const SHOP = 'Catchword books'

export function Seo({ title, description, canonical, noindex, jsonLd = [], image }: SeoProps) {
  const fullTitle = title === SHOP ? title : `${title} · ${SHOP}`
  const url = new URL(canonical ?? location.pathname, location.origin).href
  return (
    <>
      <title>{fullTitle}</title>
      {description && <meta name="description" content={description} />}
      <link rel="canonical" href={url} />
      {noindex && <meta name="robots" content="noindex" />}
      <meta property="og:title" content={title} />
      <meta property="og:url" content={url} />
      {description && <meta property="og:description" content={description} />}
      {image && <meta property="og:image" content={new URL(image, location.origin).href} />}
      {jsonLd.map((entity, i) => (
        <script key={i} type="application/ld+json">
          {/* A description that contains "</script>" must not end this element. */}
          {JSON.stringify({ '@context': 'https://schema.org', ...entity }).replace(/</g, '\\u003c')}
        </script>
      ))}
    </>
  )
}
