import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openAudit } from './audit.ts'
import { fakeUpstream, json } from './fakeUpstream.ts'

const projectId = 'p-1'
const rounds = process.env.TEST_LONG ? 20 : 4
/** Calls that run at once; more than the console makes. */
const atOnce = 8

/** One create for a person of its own; resolves with the job's id, and only when the answer is whole. */
function create(port: number, appUserId: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-unloc-console': '1', 'content-type': 'application/json' }
    const call = request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      path: `/v2/projects/${projectId}/keys`,
      headers,
    })
    call.on('error', reject)
    call.on('response', (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode !== 202 || !response.complete) return reject(new Error(text))
        resolve((JSON.parse(text) as { jobRef: { id: string } }).jobRef.id)
      })
    })
    call.end(JSON.stringify({ keys: [{ lockId: 'l-1', appUserId }] }))
  })
}

test('a gateway that is killed in the midst of writes has recorded each that left and each end that was told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-kill-'))
  const file = join(folder, 'audit.db')
  const sent: string[] = []
  const upstream = await fakeUpstream(({ body }, response) => {
    const { keys } = JSON.parse(body) as { keys: { appUserId: string }[] }
    const number = keys[0]?.appUserId ?? ''
    sent.push(number)
    json(response, 202, { jobRef: { id: `job${number}` } })
  })
  const answered: string[] = []
  let started = 0
  let cut = 0
  try {
    for (let round = 0; round < rounds; round++) {
      const child = spawn(
        process.execPath,
        ['scripts/run.mjs', 'server/gatewayProcess.ts', upstream.url, file],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      const ended = once(child, 'exit')
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
      const port = Number(/^port (\d+)$/.exec(line)?.[1])
      // In the midst: some are answered, and as many as can be are on their way.
      const last = answered.length + 30 + 17 * round
      const work = async () => {
        for (;;) {
          const number = `+47${90_000_000 + started++}`
          try {
            answered.push(await create(port, number))
          } catch {
            cut++
            return
          }
          if (answered.length >= last) child.kill('SIGKILL')
        }
      }
      await Promise.all(Array.from({ length: atOnce }, work))
      const [, signal] = (await ended) as [number | null, string | null]
      expect(signal).toBe('SIGKILL')
    }

    const audit = openAudit(file)
    const rows = []
    for (let before: number | undefined; ;) {
      const page = audit.page({ projectId, limit: 500, ...(before === undefined ? {} : { before }) })
      rows.push(...page.rows)
      before = page.rows.at(-1)?.id
      if (!page.more) break
    }
    const ends = new Set(rows.filter(({ status }) => status === 202).map(({ outcome }) => outcome))
    const begun = new Set(rows.flatMap(({ about }) => about?.people as string[]))
    const lost = answered.filter((job) => !ends.has(job))
    const unrecorded = sent.filter((number) => !begun.has(number))
    const open = rows.filter(({ status }) => status == null).length
    console.log(
      `kill -9: ${rounds} kills, ${started} writes begun, ${cut} cut off; ${answered.length} answered, of them ${lost.length} not in the file; ${sent.length} reached upstream, of them ${unrecorded.length} not in the file; ${rows.length} rows, ${open} without an end; integrity ${audit.check()}`,
    )
    expect(lost).toEqual([])
    expect(unrecorded).toEqual([])
    expect(audit.check()).toBe('ok')
    expect(answered.length).toBeGreaterThan(100)
    expect(cut).toBe(rounds * atOnce)
    audit.close()
  } finally {
    await upstream.close()
    rmSync(folder, { recursive: true })
  }
}, 120_000)
