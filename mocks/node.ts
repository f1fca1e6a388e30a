import { getResponse } from 'msw'
import { handlers } from './handlers.ts'
import type { ScenarioName } from './scenarios/scenarios.ts'
import { createUnloc } from './unloc.ts'

/**
 * The vitest door: an Unloc of one's own and a `fetch` that reaches nothing else. Nothing global is patched; who needs
 * that gives `handlers` to msw's `setupServer`.
 * @param options `now` is the start in epoch ms; `deviceClock` (default the real one) may be a test's own
 */
export function createMock(
  options: {
    scenario?: ScenarioName
    now?: number
    seed?: number
    deviceClock?: () => number
    gatewayPlayed?: boolean
  } = {},
) {
  const unloc = createUnloc({ deviceClock: () => Date.now(), ...options })
  const list = handlers(unloc)
  return {
    unloc,
    handlers: list,
    projectId: unloc.engine.world.project.id,
    /** As the global one; a path alone will do. A cut answer rejects as a lost line does. */
    async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
      const request =
        input instanceof Request ? input : new Request(new URL(input, 'http://unloc.test'), init)
      const response = await getResponse(list, request)
      if (!response) throw new Error(`The mock has no ${request.method} ${request.url}`)
      if (response.type === 'error') throw new TypeError('Failed to fetch')
      return response
    },
  }
}
