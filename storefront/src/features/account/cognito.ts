/** Amplify is heavy: it is fetched when a sign-in page opens, while the reader is still typing. */
import { useEffect } from 'react'

export async function loadCognito() {
  const amplify = await import('@/lib/session/cognito')
  await amplify.configureAmplify()
  return amplify
}

export function usePreloadCognito(): void {
  useEffect(() => void loadCognito().catch(() => undefined), []) // asked again when it is needed
}
