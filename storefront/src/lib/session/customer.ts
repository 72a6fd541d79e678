/** A signed-in customer. `id` is Cognito's `sub`, which the services use as the customer id. */
export interface Customer {
  id: string
  email: string
  groups: string[]
}
