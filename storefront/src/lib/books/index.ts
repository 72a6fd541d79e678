export { categoriesQuery } from './categories'
export { newestQuery } from './newest'
export { bookQuery, booksQuery, useCatalogBooks, useBookSummaries } from './queries'
export * from './summary'
