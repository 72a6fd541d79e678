/** Amplify is heavy: it is fetched when a sign-in page opens, while the reader is still typing. */
import { useEffect } from 'react'

export async function cognito() {
  const amplify = await import('@/lib/session/cognito')
  await amplify.prepare()
  return amplify
}

export function useCognitoSoon(): void {
  useEffect(() => void cognito().catch(() => undefined), []) // asked again when it is needed
}
