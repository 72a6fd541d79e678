/** Loads Amplify, which is large, when a sign-in page opens: before the customer submits the form. */
import { useEffect } from 'react'

export async function loadCognito() {
  const amplify = await import('@/lib/session/cognito')
  await amplify.configureAmplify()
  return amplify
}

export function usePreloadCognito(): void {
  useEffect(() => void loadCognito().catch(() => undefined), []) // loaded again when it is needed
}
