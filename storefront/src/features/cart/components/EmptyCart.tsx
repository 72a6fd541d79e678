import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Shelf } from '@/components/books/Shelf'
import { Section } from '@/components/Section'
import { Nothing } from '@/components/states/Nothing'
import { fromCatalog, newestQuery } from '@/lib/books'

/** Never a dead end: two ways on, and books to begin with. */
export function EmptyCart() {
  const { data: books } = useQuery(newestQuery())
  return (
    <>
      <Nothing title="There is room for a book here">
        <p className="prose mb-0">
          Begin with <Link to="/top-20">what others read</Link>, or with{' '}
          <Link to="/new">what has just come in</Link>.
        </p>
      </Nothing>
      {books && books.length > 0 && (
        <Section title="Just in">
          <Shelf books={books.slice(0, 6).map(fromCatalog)} />
        </Section>
      )}
    </>
  )
}
