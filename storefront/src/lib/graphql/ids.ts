/** The key in an id of the GraphQL API, as it stands in addresses: `emma` of `gid://catchword/Book/emma`. */
export const toKey = (id: string): string => decodeURIComponent(id.slice(id.lastIndexOf('/') + 1))
