import { useId } from 'react'
import { Link } from 'react-router'

/** The subjects of the book, each a link to the other books about it. */
export function Subjects({ subjects }: { subjects: readonly string[] }) {
  const label = useId()
  if (subjects.length === 0) return null
  return (
    <div className="subjects">
      <span id={label} className="it">
        More about
      </span>
      <ul aria-labelledby={label}>
        {subjects.map((subject) => (
          <li key={subject}>
            <Link to={{ pathname: '/search', search: `?${new URLSearchParams({ subject })}` }}>
              {subject}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
