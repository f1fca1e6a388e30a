import { expect, test } from 'vitest'
import { href, keysOf, paths } from './paths.ts'

test.each([
  [href(paths.keys('6f1d2c0e-8a54')), '6f1d2c0e-8a54'],
  ['/p/abc/keys/', 'abc'],
  [href(paths.keyCreate('abc')), undefined],
  [href(paths.key('abc', 'k-1')), undefined],
  [href(paths.locks('abc')), undefined],
  ['/p//keys', undefined],
  ['/p/%zz/keys', undefined],
  ['/', undefined],
])('%s lists the keys of %s', (path, projectId) => expect(keysOf(path)).toBe(projectId))
