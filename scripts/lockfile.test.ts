import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const read = (name: string) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8')) as {
    packages: Record<
      string,
      {
        resolved?: string
        integrity?: string
        link?: boolean
        hasInstallScript?: boolean
        optional?: boolean
      }
    >
    dependencies: Record<string, string>
    devDependencies: Record<string, string>
  }

test('the lock file names no place to download from, and has a hash for everything', () => {
  const packages = Object.entries(read('package-lock.json').packages).filter(([name]) => name !== '')
  expect(packages.length).toBeGreaterThan(100)
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([])
  expect(packages.filter(([, { integrity }]) => !integrity).map(([name]) => name)).toEqual([])
})

// What is optional is for other systems, or quick help that nothing waits for. msw's only copies a file that we serve from its place.
test('no install script is needed', () => {
  const withScript = Object.entries(read('package-lock.json').packages)
    .filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional)
    .map(([name]) => name)
  expect(withScript).toEqual(['node_modules/msw'])
  expect(read('package.json')).toMatchObject({ allowScripts: { msw: false } })
})

test('every version is exact', () => {
  const { dependencies, devDependencies } = read('package.json')
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  )
  expect(loose).toEqual([])
})
