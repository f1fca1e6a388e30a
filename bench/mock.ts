import { city } from '#mocks/scenarios/hundredThousand.ts'
import { startMock } from '#mocks/http.ts'

/** `node scripts/run.mjs bench/mock.ts <keys>`: the HTTP mock with so many keys; without a number, as tests have it. */
export async function main(keys?: string): Promise<{ close(): Promise<void> }> {
  const mock = await startMock(keys === undefined ? {} : { world: city({ keys: Number(keys) }) })
  console.log(`${mock.url} ${mock.projectId}`)
  return mock
}
