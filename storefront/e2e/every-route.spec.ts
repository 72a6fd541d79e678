import { globSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { matchPath } from 'react-router'
import { VISITED_FILE } from './axe'

/** Every path of `src/app/routes.tsx` and of the features' `routes.tsx`. */
const routes = globSync('src/**/routes.tsx').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/path: '([^'*]+)'/g)].map(([, path = '']) => path),
)

test('axe has checked every route', () => {
  const visited = readFileSync(VISITED_FILE, 'utf8').split('\n')
  const missing = routes.filter((path) => !visited.some((visitedPath) => matchPath(path, visitedPath)))
  expect(routes.length).toBeGreaterThan(20)
  expect(missing).toEqual([])
})
