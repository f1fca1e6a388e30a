import { problem } from './problem.ts'

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/

/** The parts of a call that the guard looks at; header names in lower case. */
export interface Asked {
  method: string
  header: (name: string) => string | undefined
}

/**
 * Refuses a call that some other site made the browser send; undefined when it may go on.
 *
 * The gateway has no sign-in yet, so being reachable is being allowed. It listens on loopback only, and a name that
 * somebody pointed at loopback (DNS rebinding) is refused by its Host. A write must further carry a header that no
 * foreign page can set without a preflight, which is never answered.
 */
export function refuseForeign({ method, header }: Asked): Response | undefined {
  const host = header('host') ?? ''
  if (!loopback.test(host)) return forbidden('This gateway answers under a loopback name only.')
  if (method === 'GET' || method === 'HEAD') return undefined
  if (header('x-unloc-console') !== '1') return forbidden('A change needs the header x-unloc-console: 1.')
  const site = header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin')
    return forbidden('A change is taken from the console itself only.')
  const origin = header('origin')
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    return forbidden('A change is taken from the console itself only.')
  return undefined
}

const forbidden = (detail: string) => problem(403, 'Not permitted', `${detail} Nothing was changed.`)
