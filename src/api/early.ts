declare global {
  /** A request that left before the console's script was here (`app/early.ts`), until somebody takes its answer up. */
  var askedEarly: { url: string; answer: Promise<Response> } | undefined
}

/**
 * The answer to a request that has left early, for the first who asks for exactly the same; undefined for all others.
 * Whoever takes it up may give up waiting, as with a request of their own.
 */
export function takeEarly(url: string, { method, signal }: RequestInit): Promise<Response> | undefined {
  const early = globalThis.askedEarly
  if (url !== early?.url || method !== 'GET') return undefined
  globalThis.askedEarly = undefined
  const givenUp = new Promise<never>((_, reject) => {
    const giveUp = () => reject(signal?.reason as Error)
    if (signal?.aborted) giveUp()
    signal?.addEventListener('abort', giveUp)
  })
  return Promise.race([early.answer, givenUp])
}
