import { consoleHeader } from '#src/contract/gateway.ts'
import { problem } from './problem.ts'

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

/** The parts of a call that the guard looks at; header names in lower case. */
export interface Asked {
  method: string
  header: (name: string) => string | undefined
  /** Whether it is a page or a file of the console, which any link may lead to. */
  page: boolean
}

/**
 * Refuses a call that some other site made the browser send; undefined when it may go on. `consoleUrl`: the origin
 * that people know the console by; without it any name of loopback is right.
 *
 * A name that somebody pointed here (DNS rebinding) is refused by its Host. Data is told to the console's own pages
 * alone. A write must further carry a header that no foreign page can set without a preflight, which is never
 * answered. The cookie's SameSite comes on top of this and is not leant upon: sites under the same domain pass it.
 */
export function refuseForeign({ method, header, page }: Asked, consoleUrl?: string): Response | undefined {
  const host = (header('host') ?? '').toLowerCase()
  if (consoleUrl === undefined ? !loopback.test(host) : host !== new URL(consoleUrl).host)
    return forbidden(
      consoleUrl === undefined
        ? 'This gateway answers under a loopback name only.'
        : `This console is reached by ${consoleUrl} only. A proxy before it must pass the Host on as it came.`,
    )
  const reads = method === 'GET' || method === 'HEAD'
  if (reads && page) return undefined
  const site = header('sec-fetch-site')
  // A person who types the address of an answer may read it ("none"); a write is nothing that one types.
  if (site !== undefined && site !== 'same-origin' && !(reads && site === 'none'))
    return forbidden('Only the console itself may ask for this.')
  if (reads) return undefined
  if (header(consoleHeader) !== '1') return forbidden(`A change needs the header ${consoleHeader}: 1.`)
  const origin = header('origin')
  const own = consoleUrl === undefined ? [`http://${host}`, `https://${host}`] : [consoleUrl]
  if (origin !== undefined && !own.includes(origin))
    return forbidden('Only the console itself may ask for this.')
  return undefined
}

const forbidden = (detail: string) => problem(403, 'Not permitted', `${detail} Nothing was changed.`)
