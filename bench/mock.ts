import { startMock } from '#mocks/http.ts'
import type { Scenario } from '#mocks/engine/world.ts'
import { city } from '#mocks/scenarios/hundredThousand.ts'

/** 2,500 keys, of which the newest 300 are made by one job, a key every twelve seconds, for an hour. */
const hour: Scenario = (seed, start) => {
  const world = city({ keys: 2500 })(seed, start)
  const making = world.keys.slice(-300)
  making.forEach((key, i) => {
    key.revoked = false
    delete key.refusal
    key.created = start
    key.giveUpAt = Infinity
    // As the vendor's answer stays before the end of its patience, the key is made and never given up.
    key.confirmAt = start + (i + 1) * 12_000
  })
  const keyIds = making.map(({ id }) => id)
  world.jobs.push({
    id: 'b8f1f7a2-54f0-4d5c-9a53-0c4c5d0a77aa',
    type: 'createKeys',
    created: start,
    startsAt: start,
    giveUpAt: Infinity,
    keyIds,
  })
  return world
}

/** `node scripts/run.mjs bench/mock.ts <keys>`: the HTTP mock with so many keys; `hour`: with a job that takes an hour. */
export async function main(keys = ''): Promise<{ close(): Promise<void> }> {
  const mock = await startMock({ world: keys === 'hour' ? hour : city({ keys: Number(keys) }) })
  console.log(`${mock.url} ${mock.projectId}`)
  return mock
}
