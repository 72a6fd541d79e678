export * from './queries'
export * from './summary'
