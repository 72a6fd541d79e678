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
    configureServer: ({ middlewares }) => serveOrigin(middlewares),
    configurePreviewServer: ({ middlewares }) => serveOrigin(middlewares),
  }
}

let currentSystem: System | undefined

function serveOrigin(middlewares: Connect.Server): void {
  middlewares.use('/settings.json', serveSettings)
  middlewares.use(serveStaffPages)
}

/** Every page of the back office is one file, as at the edge. */
const serveStaffPages: Connect.NextHandleFunction = (request, _, next) => {
  if (/^\/staff(\/[^.]*)?(\?|$)/.test(request.url ?? '')) request.url = '/staff/index.html'
  next()
}

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
