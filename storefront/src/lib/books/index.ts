export * from './queries'
export * from './lineFormat'
export * from './summary'
export { fromGraph } from './fromGraph'
