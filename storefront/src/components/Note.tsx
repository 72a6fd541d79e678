import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon'

const ICONS = { rose: 'up', fell: 'down', warn: 'notice', bad: 'notice', good: 'notice' } as const

interface NoteProps {
  tone: keyof typeof ICONS
  /** Announced by screen readers: for something that just happened, not for static content. */
  live?: boolean
  children: ReactNode
}

export function Note({ tone, live, children }: NoteProps) {
  const icon: IconName = ICONS[tone]
  return (
    <div className={`note ${tone}`} role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  )
}
