import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endpoints } from '#src/contract/endpoints.ts'
import { matchRequest } from './match.ts'

const P = '/v2/projects/3f6c1a'

describe('what goes on, and how it is written anew', () => {
  test.each([
    ['GET', P, 'projectGet', P],
    ['GET', `${P}/locks`, 'lockList', `${P}/locks`],
    ['GET', `${P}/locks?`, 'lockList', `${P}/locks`],
    ['GET', `${P}/keys?startAfterId=a%20b&limit=2500`, 'keyList', `${P}/keys?limit=2500&startAfterId=a%20b`],
    ['GET', `${P}/keys?excludeSubprojectKeys=true&excludeStates=revoked`, 'keyList', undefined],
    ['GET', `${P}/keys?appUserId=%2B4799887766`, 'keyList', `${P}/keys?appUserId=%2B4799887766`],
    ['GET', `${P}/keys/%6b-1`, 'keyGet', `${P}/keys/k-1`],
    ['GET', `${P}/logs/access?limit=5`, 'accessLog', `${P}/logs/access?limit=5`],
    ['POST', `${P}/keys`, 'keyCreate', `${P}/keys`],
    ['POST', '/v2/auth/resources-discovery/', 'resourcesDiscover', '/v2/auth/resources-discovery/'],
    ['DELETE', `${P}/keys/k-1`, 'keyRevoke', `${P}/keys/k-1`],
    ['DELETE', `${P}/keys?lockId=l-1`, 'keyRevokeBulk', `${P}/keys?lockId=l-1`],
    ['DELETE', `${P}/keys?appUserId=%2B4799887766`, 'keyRevokeBulk', `${P}/keys?appUserId=%2B4799887766`],
    ['DELETE', `${P}/shared-keys?lockId=l-1`, 'sharedKeyRevokeBulk', `${P}/shared-keys?lockId=l-1`],
  ])('%s %s', (method, target, name, url) => {
    const match = matchRequest(method, target)
    expect(match).toMatchObject({ name, ...(url === undefined ? {} : { url }) })
  })
})

test('what changes something needs a manager, and all else a viewer', () => {
  const concrete = (path: string) => path.replace(/:\w+/g, 'x-1')
  for (const [name, row] of Object.entries(endpoints)) {
    if (name === 'tokenCreate') continue
    const bulk = name.endsWith('RevokeBulk')
    const match = matchRequest(row.method, concrete(row.path) + (bulk ? '?lockId=l-1' : ''))
    const writes = row.method !== 'GET' && name !== 'resourcesDiscover'
    expect(match).toMatchObject({ name, role: writes ? 'manager' : 'viewer' })
    expect('filter' in match && match.filter).toEqual(bulk ? { lockId: 'l-1' } : undefined)
  }
})

describe('what does not go on', () => {
  test.each([
    // The token is never passed.
    ['POST', '/v2/auth/token/', 404],
    ['GET', '/v2/auth/token/', 404],
    // No row.
    ['GET', '/', 404],
    ['GET', '/v2', 404],
    ['GET', '/v2/projects', 404],
    ['GET', '/v2/organization/x', 404],
    ['GET', '/V2/projects/x', 404],
    ['GET', `${P}/Keys`, 404],
    ['GET', `${P}/keys/`, 404],
    ['GET', `${P}/keys/k-1/more`, 404],
    ['GET', `${P}/keys/a%2520b`, 404],
    ['GET', `${P}/keys/%ff`, 404],
    ['GET', 'http://elsewhere.example/v2/projects/x', 404],
    // A row, another method.
    ['PUT', `${P}/keys`, 405],
    ['PATCH', `${P}/keys/k-1`, 405],
    ['HEAD', `${P}/keys`, 405],
    ['OPTIONS', `${P}/keys`, 405],
    ['DELETE', P, 405],
    ['delete', `${P}/keys?lockId=l-1`, 405],
    // Not plain.
    ['GET', `${P}//keys`, 400],
    ['GET', `/v2/projects/../projects/x/keys`, 400],
    ['GET', `${P}/locks/../keys`, 400],
    ['GET', `${P}/locks/./keys`, 400],
    ['GET', `${P}/keys/%2e%2e`, 400],
    ['GET', `${P}/keys/a%2Fb`, 400],
    ['GET', `${P}/keys/a%5cb`, 400],
    ['GET', `${P}\\keys`, 400],
    ['GET', `${P}/keys#part`, 400],
    ['GET', `${P}/keys;v=1`, 400],
    // Queries.
    ['GET', `${P}?verbose=1`, 400],
    ['GET', `${P}/keys?unknown=1`, 400],
    ['GET', `${P}/keys?limit=0`, 400],
    ['GET', `${P}/keys?limit=2501`, 400],
    ['GET', `${P}/keys?limit=1e3`, 400],
    ['GET', `${P}/keys?limit=10&limit=20`, 400],
    ['GET', `${P}/keys?lockId=`, 400],
    ['GET', `${P}/keys?appUserId=+4799887766`, 400],
    ['GET', `${P}/keys?excludeSubprojectKeys=false`, 400],
    ['GET', `${P}/keys?excludeStates=revoked,expired`, 400],
    ['GET', `${P}/keys?__proto__=1`, 400],
    ['POST', `${P}/keys?force=1`, 400],
    ['DELETE', `${P}/keys/k-1?lockId=l-1`, 400],
  ])('%s %s: %i', (method, target, status) => {
    expect(matchRequest(method, target)).toMatchObject({ status })
  })

  test('a 405 names the methods that the path knows', () => {
    expect(matchRequest('PUT', `${P}/keys`)).toMatchObject({ allow: 'GET, POST, DELETE' })
  })
})

/** Real calls, bent: pieces of paths and queries that are nearly right, in odd orders and spellings. */
const piece = fc.constantFrom(
  ...[
    'keys',
    'shared-keys',
    'locks',
    'k-1',
    '',
    '.',
    '..',
    '%2e',
    '%2F',
    'KEYS',
    'keys%20',
    '%',
    '%zz',
    '\\',
    ';',
  ],
)
const good = fc.constantFrom('lockId=l-1', 'appUserId=%2B4799887766', 'excludeSubprojectKeys=true')
const odd = fc.constantFrom(
  ...[
    'lockId=',
    'lockId',
    'lockId=%20',
    'lockId=%00',
    'lockId=%E2%80%8B',
    'lockid=l-1',
    'lockId[]=l-1',
    'LockId=l-1',
  ],
  ...[
    'appUserId=',
    'appUserId=+4799887766',
    'appUserId=4799887766',
    'appUserId=null',
    'limit=1',
    '=l-1',
    '',
    '#',
  ],
)
const pair = fc.oneof({ weight: 2, arbitrary: good }, { weight: 1, arbitrary: odd })
const target = fc
  .tuple(
    fc.array(piece, { maxLength: 2 }),
    fc.constantFrom('keys', 'shared-keys'),
    fc.array(pair, { maxLength: 3 }),
    fc.string(),
  )
  .chain(([before, noun, pairs, junk]) =>
    fc.constantFrom(
      `${P}/${noun}?${pairs.join('&')}`,
      `${[P, ...before, noun].join('/')}?${pairs.join('&')}`,
      `${[P, noun, ...before].join('/')}?${pairs.join('&')}`,
      `${P}/${noun}?${pairs.join('&')}${junk}`,
      `${P}/${noun}${junk}?${pairs.join('&')}`,
    ),
  )

test('no odd DELETE becomes one without a filter, and good ones still go through', () => {
  let accepted = 0
  let refused = 0
  fc.assert(
    fc.property(target, (target) => {
      const match = matchRequest('DELETE', target)
      if ('status' in match) return void refused++
      // Read by other means than the gateway's own.
      const { pathname, searchParams } = new URL(match.url, 'http://x.invalid')
      if (!/^\/v2\/projects\/3f6c1a\/(shared-)?keys$/.test(pathname)) {
        expect(pathname).toMatch(/^\/v2\/projects\/3f6c1a\/keys\/[\w.:~-]*[\w:~-][\w.:~-]*$/)
        return
      }
      const lock = searchParams.get('lockId')
      const person = searchParams.get('appUserId')
      expect(lock !== null || person !== null).toBe(true)
      if (lock !== null) expect(lock).toMatch(/^[\w.:~-]+$/)
      if (person !== null) expect(person).toMatch(/^\+[1-9]\d{6,14}$/)
      // What was read is what was asked, and a second gateway would read the same.
      expect(matchRequest('DELETE', match.url)).toMatchObject({ url: match.url })
      accepted++
    }),
    { numRuns: process.env.TEST_LONG ? 500_000 : 20_000, seed: 20261122 },
  )
  expect(accepted).toBeGreaterThan(1000)
  expect(refused).toBeGreaterThan(1000)
})
