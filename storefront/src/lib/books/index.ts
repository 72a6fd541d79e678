export { categoriesQuery } from './categories'
export { newestQuery } from './newest'
export { bookQuery, booksQuery, useCatalogued, useVolumes } from './queries'
export * from './summary'
