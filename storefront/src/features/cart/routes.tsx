import type { RouteObject } from 'react-router'

export const cartRoutes: RouteObject[] = []
