/** Somebody who has signed in. `id` is Cognito's `sub`, which the services know the customer by. */
export interface Reader {
  id: string
  email: string
  groups: string[]
}
