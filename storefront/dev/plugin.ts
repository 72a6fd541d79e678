/** Serve the page, the services, the covers and the stage's settings from one origin, as CloudFront does. */
import { readFileSync } from 'node:fs'
import type { Connect, Plugin, ProxyOptions } from 'vite'
import { findRunningSystem, type System } from './system.ts'

const COGNITO = '/cognito'
const EXAMPLE_COMPANY = new URL('../../deploy/shops/local.json', import.meta.url)

export function localSystem(): Plugin {
  return {
    name: 'local-system',
    config(_, { command, isPreview }) {
      if ((command === 'build' && !isPreview) || process.env.VITEST) return {}
      const system = findRunningSystem()
      if (!system) return {}
      currentSystem = system
      return { server: { proxy: proxies(system) }, preview: { proxy: proxies(system) } }
    },
    configureServer: (server) => void server.middlewares.use('/settings.json', serveSettings),
    configurePreviewServer: (server) => void server.middlewares.use('/settings.json', serveSettings),
  }
}

let currentSystem: System | undefined

function proxies(system: System): Record<string, ProxyOptions> {
  const shop = new URL(system.api).origin
  return {
    '/api': { target: shop, changeOrigin: true },
    '/graphql': { target: shop, changeOrigin: true, ws: true },
    '^/covers/': { target: shop, changeOrigin: true },
    [COGNITO]: {
      target: system.cognito.endpoint,
      changeOrigin: true,
      rewrite: (path) => path.slice(COGNITO.length),
    },
  }
}

/** The public key of the GraphQL API is that of the running shop. */
const serveSettings: Connect.NextHandleFunction = async (_, response) => {
  const shop = await fetch(new URL('/settings.json', currentSystem?.api))
    .then((answer) => answer.json() as Promise<{ graphql?: unknown }>)
    .catch(() => ({ graphql: undefined }))
  response.setHeader('Content-Type', 'application/json')
  response.end(
    JSON.stringify({
      cognito: { ...currentSystem?.cognito, endpoint: COGNITO },
      stripe: { publishable_key: 'pk_test_local', api: currentSystem?.stripe },
      graphql: shop.graphql,
      behind_the_scenes: true,
      company: JSON.parse(readFileSync(EXAMPLE_COMPANY, 'utf8')) as unknown,
    }),
  )
}
