import { TokenProblem, type Tokens } from './token.ts'

export interface Health {
  /** The same tokens, watched. */
  tokens: Tokens
  /** `ready`, or why not, in a few words. */
  state(): Promise<string>
}

/** So often at most a look at the health asks Unloc, whoever looks however often. */
const askAgainAfter = 30_000

/**
 * Whether tokens can be had, as the last try went. While that went wrong a look at the health may try again, so that
 * a gateway whom nobody asks, because it is not ready, becomes ready again.
 */
export function createHealth(options: {
  tokens: Tokens
  projectId: string | undefined
  now: () => number
}): Health {
  const { now } = options
  let trouble: string | undefined
  let project = options.projectId
  let triedAt = now()

  const tokens: Tokens = {
    ...options.tokens,
    async get(projectId) {
      try {
        const token = await options.tokens.get(projectId)
        ;[trouble, project] = [undefined, options.projectId ?? projectId]
        return token
      } catch (cause) {
        // A project that these credentials do not reach says nothing of the others.
        if (cause instanceof TokenProblem && cause.kind !== 'refused') {
          trouble = cause.kind === 'credentials' ? 'Unloc refuses the credentials' : 'Unloc gives no token'
          project ??= projectId
        }
        throw cause
      }
    },
  }
  return {
    tokens,
    async state() {
      if (trouble !== undefined && project !== undefined && now() >= triedAt + askAgainAfter) {
        triedAt = now()
        await tokens.get(project).catch(() => {})
      }
      return trouble ?? 'ready'
    },
  }
}
