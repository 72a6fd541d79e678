import { globSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { matchPath } from 'react-router'
import { SEEN } from './axe'

/** As `src/app/routes.tsx` and the features write them. */
const routes = globSync('src/**/routes.tsx').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/path: '([^'*]+)'/g)].map(([, path = '']) => path),
)

test('axe has looked at every route', () => {
  const seen = readFileSync(SEEN, 'utf8').split('\n')
  const missed = routes.filter((path) => !seen.some((address) => matchPath(path, address)))
  expect(routes.length).toBeGreaterThan(20)
  expect(missed).toEqual([])
})
