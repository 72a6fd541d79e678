import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { Component, Suspense, useId, type ReactNode } from 'react'
import { ErrorState } from '@/components/states/ErrorState'
import { LoadingMessage, SkeletonLine } from '@/components/states/Skeleton'

interface StaffPanelProps {
  title: string
  actions?: ReactNode
  children: ReactNode
}

/** A part of a page that loads and fails for itself: the rest of the page stays usable. */
export function StaffPanel({ title, actions, children }: StaffPanelProps) {
  const id = useId()
  return (
    <section className="staff-panel" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {actions && <div className="acts">{actions}</div>}
      </header>
      <PanelBoundary title={title}>{children}</PanelBoundary>
    </section>
  )
}

function PanelBoundary({ title, children }: { title: string; children: ReactNode }) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <Boundary title={`We couldn’t load ${title.toLowerCase()}`} onReset={reset}>
          <Suspense fallback={<PanelLoading />}>{children}</Suspense>
        </Boundary>
      )}
    </QueryErrorResetBoundary>
  )
}

function PanelLoading() {
  return (
    <div>
      <LoadingMessage />
      <SkeletonLine width="70%" />
      <SkeletonLine width="50%" />
    </div>
  )
}

interface BoundaryProps {
  title: string
  onReset: () => void
  children: ReactNode
}

class Boundary extends Component<BoundaryProps, { error?: unknown }> {
  override state: { error?: unknown } = {}

  static getDerivedStateFromError = (error: unknown) => ({ error })

  override render() {
    if (this.state.error === undefined) return this.props.children
    const retry = () => {
      this.props.onReset()
      this.setState({ error: undefined })
    }
    return <ErrorState error={this.state.error} onRetry={retry} title={this.props.title} />
  }
}
