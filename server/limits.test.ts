import { describe, expect, test } from 'vitest'
import { callerAddress, createLimiter, createQueue, Crowded } from './limits.ts'

test('a limiter counts to its end, by key, and begins anew', () => {
  let now = 0
  const limiter = createLimiter({ max: 2, windowMs: 60_000, now: () => now })
  expect([limiter.take('a'), limiter.take('a'), limiter.take('a'), limiter.take('b')]).toEqual([
    undefined,
    undefined,
    60,
    undefined,
  ])
  now = 59_999
  expect(limiter.take('a')).toBe(1)
  limiter.giveBack('a')
  expect([limiter.take('a'), limiter.take('a')]).toEqual([undefined, 1])
  limiter.forget('a')
  expect(limiter.take('a')).toBeUndefined()
  now = 120_000
  expect([limiter.take('a'), limiter.take('a'), limiter.take('a')]).toEqual([undefined, undefined, 60])
})

test('a queue lets few run, some wait, and refuses the rest', async () => {
  const queue = createQueue(2, 3)
  const ends: (() => void)[] = []
  let [running, most] = [0, 0]
  const work = async () => {
    most = Math.max(most, ++running)
    await new Promise<void>((resolve) => ends.push(resolve))
    running--
  }
  const all = [1, 2, 3, 4, 5].map(() => queue(work))
  await expect(queue(work)).rejects.toThrow(Crowded)
  for (let done = 0; done < 5; done++) {
    expect(running).toBe(Math.min(2, 5 - done))
    ends.shift()?.()
    await all[done]
  }
  // A work that fails leaves its place too.
  await expect(queue(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(queue(() => Promise.resolve(7))).resolves.toBe(7)
  expect(most).toBe(2)
})

describe('the address of a caller', () => {
  test.each<[string | undefined, string | undefined, number, string]>([
    ['203.0.113.5', '1.1.1.1', 0, '203.0.113.5'],
    ['127.0.0.1', '1.1.1.1, 203.0.113.5', 1, '203.0.113.5'],
    ['127.0.0.1', '1.1.1.1, 203.0.113.5,10.0.0.2', 2, '203.0.113.5'],
    ['127.0.0.1', undefined, 1, '127.0.0.1'],
    ['127.0.0.1', '203.0.113.5', 2, '127.0.0.1'],
    ['::ffff:203.0.113.5', undefined, 0, '203.0.113.5'],
    ['127.0.0.1', '203.0.113.5:4711', 1, '203.0.113.5'],
    ['127.0.0.1', '[2001:db8:0:7::1]:4711', 1, '2001:db8:0:7'],
    ['2001:db8:0:7::1', undefined, 0, '2001:db8:0:7'],
    ['2001:0db8::9', undefined, 0, '2001:db8:0:0'],
    ['::1', undefined, 0, '0:0:0:0'],
    [undefined, undefined, 0, ''],
  ])('%s, told %s, behind %i: %s', (remote, forwarded, proxies, address) => {
    expect(callerAddress(remote, forwarded, proxies)).toBe(address)
  })
})
