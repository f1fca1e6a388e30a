import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
// Not the stories' own test: these look at the built files and need no console.
import { expect, test } from '@playwright/test'

/** Words that only the mock, its engine, its demo bar, its phone or its worker say. */
const mockWords = [
  'mockServiceWorker',
  'MOCK_ACTIVATE',
  '_mock/',
  'hundredThousand',
  'demo-secret',
  'unfilteredDeletes',
  'A simulated phone of the demo',
  'unloc.phone',
  'phoneBeside',
]

function filesOf(folder: string): Map<string, string> {
  const root = fileURLToPath(new URL(`../${folder}`, import.meta.url))
  return new Map(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(root, name)).isFile())
      .map((name) => [name, readFileSync(join(root, name), 'utf8')]),
  )
}

const holding = (files: Map<string, string>, word: string) =>
  [...files].filter(([name, text]) => name.includes(word) || text.includes(word)).map(([name]) => name)

for (const folder of ['dist', 'dist-server'])
  test(`${folder} holds nothing of the mock`, () => {
    const files = filesOf(folder)
    expect(files.size).toBeGreaterThan(0)
    for (const word of mockWords) expect(holding(files, word), word).toEqual([])
  })

// Without this, a mock that was renamed would make the test above true for ever.
test('the demo build holds every word that is looked for', () => {
  const files = filesOf('dist-demo')
  for (const word of mockWords) expect(holding(files, word), word).not.toEqual([])
})

test('the demo has a page where the phone has its address, and the phone comes by itself', () => {
  const files = filesOf('dist-demo')
  expect(files.get('phone/index.html')).toBe(files.get('index.html'))
  const [chunk, ...others] = holding(files, 'A simulated phone of the demo').filter((name) =>
    name.endsWith('.js'),
  )
  expect(others).toEqual([])
  // Neither the page nor the script it begins with names its chunk; the worker's script has nothing of it.
  expect(chunk).toMatch(/^assets\/Phone/)
  expect(files.get('index.html')).not.toContain(chunk)
  for (const folder of ['dist', 'dist-server'])
    expect([...filesOf(folder).keys()].filter((name) => /phone\/|Phone(Page|Beside)?-/.test(name))).toEqual(
      [],
    )
})

test('the small zod is in the build, and not the whole one', () => {
  const named = (name: string) =>
    ['"', "'", '`'].flatMap((quote) => holding(filesOf('dist'), quote + name + quote))
  expect(named('ZodMiniString')).not.toEqual([])
  expect(named('ZodString')).toEqual([])
})
