import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endpoints, type BulkFilter } from './endpoints.ts'
import { buildPath, buildUrl, isBulkRevoke, UnsafeRequest } from './request.ts'
import { bulkRevokeUrl, readBulkFilter } from './bulkRequest.ts'

const params = { projectId: '6f1d2c0e-8a54-4c1b-9b7e-2f6a90c3d511' }
const bulk = endpoints.keyRevokeBulk
const base = `/v2/projects/${params.projectId}/keys`

describe('paths', () => {
  test.each(['', ' ', '.', '..', '\t', 'a/b', '../keys', 'a\\b', 'a?b', 'a#b'])(
    'refuses %j as an id',
    (keyId) => {
      expect(() => buildPath(endpoints.keyRevoke, { ...params, keyId })).toThrow(UnsafeRequest)
    },
  )

  test('refuses a param that is no text', () => {
    for (const keyId of [undefined, null, 0, {}, []])
      expect(() => buildPath(endpoints.keyRevoke, { ...params, keyId } as never)).toThrow(UnsafeRequest)
  })

  test('writes numbers and true, leaves out undefined, and sends a plus as %2B', () => {
    expect(
      buildUrl(endpoints.keyList, params, { limit: 2500, appUserId: '+4799887766', lockId: undefined }),
    ).toBe(`${base}?limit=2500&appUserId=%2B4799887766`)
  })

  test.each(['keys', 'KEYS', 'shared-keys'])(
    'a key called %j cannot be revoked by a path that reads as bulk',
    (keyId) => {
      expect(() => buildUrl(endpoints.keyRevoke, { ...params, keyId })).toThrow(UnsafeRequest)
    },
  )

  test('a bulk revoke cannot be built as an ordinary call', () => {
    expect(() => buildUrl(bulk, params, { lockId: 'a' })).toThrow(UnsafeRequest)
  })
})

describe('the bulk revoke', () => {
  test.each<[BulkFilter, string]>([
    [{ appUserId: '+4799887766' }, 'appUserId=%2B4799887766'],
    [{ lockId: 'a-1' }, 'lockId=a-1'],
    [{ appUserId: '+4799887766', lockId: 'a-1' }, 'appUserId=%2B4799887766&lockId=a-1'],
    [{ lockId: 'a-1', excludeSubprojectKeys: true }, 'lockId=a-1&excludeSubprojectKeys=true'],
  ])('%j', (filter, query) => {
    expect(bulkRevokeUrl(bulk, params, filter)).toBe(`${base}?${query}`)
  })

  test.each([
    '',
    '?',
    '?appUserId=',
    '?lockId=',
    '?lockId=%20',
    '?appUserId=+4799887766',
    '?appUserId=4799887766',
    '?appuserid=%2B4799887766',
    '?lockId=a&lockId=b',
    '?lockId=a&appUserId=',
    '?lockId=a&state=active',
    '?excludeSubprojectKeys=true',
    '?lockId=a&excludeSubprojectKeys=false',
    '?filter=lockId',
    '#?lockId=a',
  ])('a server reads no filter in %j', (query) => {
    expect(readBulkFilter(base + query)).toBeUndefined()
  })

  test.each([
    ['DELETE', base, true],
    ['delete', `${base}/`, true],
    ['DELETE', `${base}//?lockId=a`, true],
    ['DELETE', base.replace(/keys$/, 'shared-keys'), true],
    ['DELETE', `${base}/a1`, false],
    ['GET', base, false],
  ])('%s %s: %s', (method, path, yes) => {
    expect(isBulkRevoke(method, path)).toBe(yes)
  })

  // The generator leans towards filters that are nearly right, so that the accepting branch is reached often.
  const odd = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '',
      ' ',
      '+',
      '%2B',
      '.',
      '..',
      '+4799887766',
      ' +4799887766',
      '4799887766',
      'true',
      'a&lockId=',
    ),
    fc.constantFrom(undefined, null, 0, true, [], {}),
  )
  const anyFilter = fc.oneof(
    fc.record({ appUserId: odd, lockId: odd, excludeSubprojectKeys: odd }, { requiredKeys: [] }),
    fc.dictionary(fc.string(), odd),
    fc.record(
      {
        appUserId: fc.integer({ min: 1_000_000, max: 99_999_999_999 }).map((n) => `+${String(n)}`),
        lockId: fc.oneof(fc.uuid(), fc.string({ minLength: 1 })),
        excludeSubprojectKeys: fc.constant(true as const),
      },
      { requiredKeys: [] },
    ),
    odd,
  )

  test('over 6,000 odd inputs every URL that is built carries exactly its filter', () => {
    let built = 0
    fc.assert(
      fc.property(anyFilter, fc.oneof(fc.constant(params.projectId), fc.string()), (filter, projectId) => {
        let url: string
        try {
          url = bulkRevokeUrl(bulk, { projectId }, filter as BulkFilter)
        } catch (error) {
          expect(error).toBeInstanceOf(UnsafeRequest)
          return
        }
        built++
        // Read as a server does, not as our own builder does.
        const query = new URL(url, 'http://unloc.test').searchParams
        const asked = filter as Record<string, unknown>
        const named = [query.get('appUserId'), query.get('lockId')].filter((value) => value?.trim())
        expect(named.length).toBeGreaterThan(0)
        for (const [name, value] of query) expect(String(asked[name])).toBe(value)
        for (const name of ['appUserId', 'lockId'])
          if (asked[name] !== undefined) expect(query.get(name)).toBe(asked[name])
      }),
      { numRuns: 6000, seed: 2 },
    )
    expect(built).toBeGreaterThan(600)
  })
})
