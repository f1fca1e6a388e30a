import { expect, test } from 'vitest'
import { routePaths } from '#src/paths.ts'
import { createAppRouter } from './routes.tsx'

// The stories go through `routePaths`, screen by screen: a screen that stood in the router alone would escape them.
test('the router has the addresses of the table, and no other', () => {
  const inRouter = Object.keys(createAppRouter().routesByPath)
  expect(inRouter.sort()).toEqual(Object.values(routePaths).sort())
})
