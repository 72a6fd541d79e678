import { Component, type ReactNode } from 'react'

/**
 * A part that a page can do without: an error in it leaves out the part and not the page. A navigation to
 * another page shows it again.
 */
export class Panel extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError = () => ({ hasFailed: true })

  override render() {
    return this.state.hasFailed ? null : this.props.children
  }
}
