/**
 * Leave for the bank's page; the promise never resolves. A module of its own, so that tests can replace it.
 */
export function redirectTo(url: string): Promise<never> {
  location.assign(url)
  return new Promise(() => undefined)
}
