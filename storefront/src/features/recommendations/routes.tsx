import type { RouteObject } from 'react-router'
import { Top20Page } from './components/Top20Page'

export const recommendationsRoutes: RouteObject[] = [{ path: 'top-20', Component: Top20Page }]
