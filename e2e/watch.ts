import type { BrowserContext } from '@playwright/test'

/** A status that a story provokes on purpose, or `broken` for a connection that it has cut. */
export type Provoked = number | 'broken'

/**
 * Collects what must not happen in any story: console errors and warnings, errors nobody caught, violations of the
 * content security policy. The browser's own line for a failed answer is let through where the story provoked it.
 */
export function watchContext(context: BrowserContext): {
  allow: (...provoked: Provoked[]) => void
  complaints: () => string[]
} {
  const allowed = new Set<Provoked>()
  const seen: { text: string; provoked: Provoked | undefined }[] = []
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const text = message.text()
    seen.push({
      text: `console ${message.type()}: ${text} (${message.location().url})`,
      provoked: provokedBy(text),
    })
  })
  context.on('weberror', (problem) => {
    const { name, message, stack } = problem.error()
    // A rejection with something that is no Error has no stack.
    const text = `not caught: ${stack || `${name} ${message}`} (${problem.page()?.url() ?? 'no page'})`
    seen.push({ text, provoked: undefined })
  })
  return {
    allow: (...provoked) => provoked.forEach((one) => allowed.add(one)),
    complaints: () =>
      seen.flatMap(({ text, provoked }) => (provoked !== undefined && allowed.has(provoked) ? [] : [text])),
  }
}

function provokedBy(text: string): Provoked | undefined {
  if (!text.startsWith('Failed to load resource')) return undefined
  const status = /status of (\d{3})/.exec(text)?.[1]
  return status === undefined ? 'broken' : Number(status)
}

/** Runs in every page: the browser reports a refused style or script as an event, which a console line then carries. */
export function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    // eslint-disable-next-line no-console -- runs in the page: a console line is how it reaches the test
    console.error(
      `content security policy: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample} at ${event.sourceFile}:${event.lineNumber}`,
    )
  })
}
