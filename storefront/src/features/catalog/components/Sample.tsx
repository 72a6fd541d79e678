import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Note } from '@/components/Note'
import { LoadingMessage, SkeletonLine } from '@/components/states/Skeleton'
import type { Edition } from '@/lib/books'
import { sampleQuery } from '../api/sample'

/** The first pages of the e-book, loaded once they are opened. Only text: nothing of the file is run or styled. */
export function Sample({ editions }: { editions: readonly Edition[] }) {
  const [isOpen, setIsOpen] = useState(false)
  const edition = editions.find(({ file }) => file?.has_sample)
  if (!edition) return null
  return (
    <details className="mt-4" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>Read the first pages</summary>
      {isOpen && <Paragraphs edition={edition} />}
    </details>
  )
}

function Paragraphs({ edition: { isbn, language } }: { edition: Edition }) {
  const { data: sample, isError } = useQuery(sampleQuery(isbn))
  if (isError) return <Note tone="bad">We couldn’t load the first pages. Please try again later.</Note>
  if (!sample)
    return (
      <>
        <LoadingMessage label="Loading the first pages" />
        <SkeletonLine width="80%" />
        <SkeletonLine width="60%" />
      </>
    )
  return (
    <div className="prose mt-3" lang={language}>
      {sample.paragraphs.map((paragraph, i) => (
        <p key={i}>{paragraph}</p>
      ))}
    </div>
  )
}
