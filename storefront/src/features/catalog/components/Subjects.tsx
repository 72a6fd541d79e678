import { useId } from 'react'
import { Link } from 'react-router'

/** What the book is about, each a way to the others about the same. */
export function Subjects({ subjects }: { subjects: readonly string[] }) {
  const label = useId()
  if (subjects.length === 0) return null
  return (
    <div className="subjects">
      <span id={label} className="it">
        Read more about
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
