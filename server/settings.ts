import { readFileSync } from 'node:fs'
import type { Credentials } from './token.ts'

export interface Settings {
  port: number
  upstream: string
  credentials: Credentials
  projectId: string | undefined
  dist: string
}

/**
 * The gateway's settings from the environment.
 * @throws Error in plain words for what is missing or cannot be meant
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const need = (name: string): string => {
    const value = env[name]?.trim()
    if (!value) throw new Error(`${name} is not set`)
    return value
  }
  const port = Number(env.PORT ?? 4000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT is no port')
  const secretFile = env.CLIENT_SECRET_FILE
  return {
    port,
    upstream: readUpstream(need('UPSTREAM')),
    credentials: {
      clientId: need('CLIENT_ID'),
      clientSecret: secretFile ? readFileSync(secretFile, 'utf8').trim() : need('CLIENT_SECRET'),
    },
    projectId: env.PROJECT_ID?.trim() || undefined,
    dist: env.DIST ?? 'dist',
  }
}

function readUpstream(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.pathname !== '/' || url.search !== '' || url.username !== '')
    throw new Error('UPSTREAM is an origin alone, such as https://api.unloc.app')
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))
    throw new Error('UPSTREAM must be https: the secret would travel in the clear')
  return url.origin
}
