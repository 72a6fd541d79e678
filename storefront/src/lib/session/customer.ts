/** Somebody who has signed in. `id` is Cognito's `sub`, which the services know the customer by. */
export interface Customer {
  id: string
  email: string
  groups: string[]
}
