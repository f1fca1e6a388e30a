import { describe, expect, test } from 'vitest'
import { countPlaywright, countVitest } from './counts.mjs'

describe('vitest', () => {
  const file = (name: string, status: string, ...tests: [string, string][]) => ({
    name,
    status,
    assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
  })
  const report = (...files: ReturnType<typeof file>[]) => {
    const all = files.flatMap((one) => one.assertionResults)
    return {
      numPassedTests: all.filter(({ status }) => status === 'passed').length,
      numFailedTests: all.filter(({ status }) => status === 'failed').length,
      testResults: files,
    }
  }

  test.each([
    ['all green', report(file('a', 'passed', ['1', 'passed'], ['2', 'passed'])), 2, 0, []],
    ['one red', report(file('a', 'failed', ['1', 'passed'], ['2', 'failed'])), 1, 1, []],
    ['one skipped', report(file('a', 'passed', ['1', 'passed'], ['2', 'skipped'])), 1, 1, ['skipped: 2']],
    ['one to do', report(file('a', 'passed', ['1', 'passed'], ['2', 'todo'])), 1, 1, ['skipped: 2']],
    [
      'a file that does not load',
      report(file('a', 'failed'), file('b', 'passed', ['1', 'passed'])),
      1,
      1,
      ['did not run: a'],
    ],
    ['nothing', report(), 0, 0, []],
  ])('%s', (_, given, passed, failed, notes) => {
    expect(countVitest(given)).toEqual({ passed, failed, notes })
  })
})

describe('playwright', () => {
  const report = (
    stats: Partial<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>,
    more: object = {},
  ) => ({
    stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats },
    errors: [],
    suites: [],
    ...more,
  })
  const suites = [
    {
      specs: [{ title: 'a', tests: [{ status: 'expected', projectName: 'gateway' }] }],
      suites: [{ specs: [{ title: 'b', tests: [{ status: 'skipped', projectName: 'demo' }] }] }],
    },
  ]
  test.each([
    ['all green', report({ expected: 3 }), 3, 0, []],
    ['one red', report({ expected: 3, unexpected: 1 }), 3, 1, []],
    ['one that passed the second time', report({ expected: 3, flaky: 1 }), 3, 1, []],
    ['one skipped', report({ expected: 1, skipped: 1 }, { suites }), 1, 1, ['skipped: b (demo)']],
    [
      'a file that does not load',
      report({ expected: 1 }, { errors: [{ message: 'no such file' }] }),
      1,
      1,
      ['outside of any test: no such file'],
    ],
    ['nothing', report({}), 0, 0, []],
  ])('%s', (_, given, passed, failed, notes) => {
    expect(countPlaywright(given)).toEqual({ passed, failed, notes })
  })
})
