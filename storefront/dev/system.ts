/**
 * Finds the running system. `BOOKSTORE_PORT` and `BOOKSTORE_HOME` choose one, as for every other command. It
 * is looked up once, when Vite starts: restart Vite after `make reset && make up`.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface System {
  api: string
  cognito: { endpoint: string; user_pool_id: string; client_id: string }
  stripe: string
}

export function findRunningSystem(): System | undefined {
  try {
    const urls = execFileSync('.local/venv/bin/python', ['-m', 'local', 'urls'], { cwd: ROOT })
    return JSON.parse(urls.toString()) as System
  } catch {
    console.warn(
      'No running system found: `make up` starts it. The pages will say that the shop cannot be reached.',
    )
    return undefined
  }
}
