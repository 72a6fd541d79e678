import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import { ApiError } from '@/lib/api'
import type { BookSummary } from '@/lib/books'
import { formatDate } from '@/lib/dates'
import { FILE_KINDS, formatSize } from '@/lib/files'
import { FORMAT_NAMES, formatList } from '@/lib/text'
import { createDownload, type OwnedEdition, type OwnedFile } from '../api/downloads'
import { openFile } from '../openFile'

/** One e-book or audiobook: its file to download, and what is new in it. */
export function OwnedEditionRow({ owned, book }: { owned: OwnedEdition; book: BookSummary | undefined }) {
  const [file] = owned.files
  return (
    <li>
      {book ? <BookCover book={book} /> : <span className="cover sk" />}
      <div>
        <h2>
          <Link to={`/books/${owned.book_id}`}>{owned.title}</Link>
        </h2>
        <p className="quiet mb-1">{formatList(owned.authors.map((author) => author.name))}</p>
        <p className="small quiet">
          {FORMAT_NAMES[owned.format]}, bought on {formatDate(owned.bought_at)}.{' '}
          <Link to={`/orders/${owned.order_id}`}>
            See the order<span className="visually-hidden"> of {owned.title}</span>
          </Link>
        </p>
        {file ? (
          <DownloadFile owned={owned} file={file} />
        ) : (
          <p className="quiet mb-0">Not available as a download yet. It’ll be here as soon as it is.</p>
        )}
        <Changes files={owned.files} />
      </div>
    </li>
  )
}

function DownloadFile({ owned: { isbn, title }, file }: { owned: OwnedEdition; file: OwnedFile }) {
  const download = useMutation({
    mutationFn: () => createDownload(isbn),
    onSuccess: ({ url }) => openFile(url),
  })
  return (
    <>
      <BusyButton
        type="button"
        className="btn btn-outline-primary"
        busy={download.isPending}
        onClick={() => download.mutate()}
      >
        Download<span className="visually-hidden"> {title}</span>
      </BusyButton>{' '}
      <span className="small quiet">
        {FILE_KINDS[file.kind]}, {formatSize(file.bytes)}, {formatDate(file.added_at)}
      </span>
      {download.error && (
        <Note tone="bad" live>
          {download.error instanceof ApiError
            ? download.error.message
            : 'We couldn’t get the file. Please try again.'}
        </Note>
      )}
    </>
  )
}

/** What is new in each version that replaced another. */
function Changes({ files }: { files: readonly OwnedFile[] }) {
  const newer = files.filter((file) => file.version > 1)
  if (!newer.length) return null
  return (
    <details className="mt-2">
      <summary>What’s new</summary>
      <dl className="small mb-0">
        {newer.map((file) => (
          <div key={file.version}>
            <dt>{formatDate(file.added_at)}</dt>
            <dd>{file.note || 'Small corrections.'}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
