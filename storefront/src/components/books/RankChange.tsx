/** How far a book has moved in the list since yesterday. */
export function RankChange({ by }: { by: number | 'new' }) {
  if (by === 'new') return <span className="move new">new</span>
  if (by === 0)
    return (
      <span className="move">
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">no change</span>
      </span>
    )
  return (
    <span className={`move ${by > 0 ? 'up' : 'down'}`}>
      <span className="visually-hidden">{by > 0 ? 'up' : 'down'} </span>
      {Math.abs(by)}
    </span>
  )
}
