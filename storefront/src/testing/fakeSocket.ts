/** Replaces the browser's WebSocket by one that AppSync answers: `vi.stubGlobal('WebSocket', FakeSocket)`. */

interface Message {
  type: string
  payload?: { data: string; extensions: { authorization: Record<string, string> } }
}

export class FakeSocket {
  static latest: FakeSocket | undefined
  readonly sent: Message[] = []
  onopen?: () => void
  onclose?: () => void
  onmessage?: (event: { data: string }) => void

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    FakeSocket.latest = this
    queueMicrotask(() => this.onopen?.())
  }

  send(text: string): void {
    const message = JSON.parse(text) as Message
    this.sent.push(message)
    if (message.type === 'connection_init') this.receive({ type: 'connection_ack' })
    if (message.type === 'start') this.receive({ type: 'start_ack' })
  }

  receive(message: Message): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }

  close(): void {
    this.onclose?.()
  }
}

/** A connection that ends as soon as it is open. */
export class ClosedSocket extends FakeSocket {
  override send(): void {
    this.close()
  }
}
