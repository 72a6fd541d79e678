/** Off to the bank's page: nothing of this page happens any more. Apart, so that tests can stay where they are. */
export function redirectTo(url: string): Promise<never> {
  location.assign(url)
  return new Promise(() => undefined)
}
