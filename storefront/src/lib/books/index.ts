export { categoriesQuery } from './categories'
export { newestQuery } from './newest'
export { bookQuery, booksQuery, useVolumes } from './queries'
export * from './volume'
