import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { readKeyChangeSearch } from '#src/features/keys/keyChangeSearch.ts'
import { KeysPage } from '#src/features/keys/KeysPage.tsx'
import { readKeySearch } from '#src/features/keys/keySearch.ts'
import { readKeyCreateSearch } from '#src/features/keys/keyCreateSearch.ts'
import { readKeyWhySearch } from '#src/features/keys/keyWhySearch.ts'
import { readLockSearch } from '#src/features/locks/lockSearch.ts'
import { readPersonSearch } from '#src/features/people/personSearch.ts'
import { paths, routePaths } from '#src/paths.ts'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { pageShown, part, partOf } from '#src/ui/part.tsx'
import { NotFound, PageBroken } from './PageBroken.tsx'
import { Shell } from './Shell.tsx'

/** A page with a chunk of its own. The list of keys has none: it is where people come in, and stands in the entry. */
function page<Module>(fetch: () => Promise<Module>, name: keyof Module, make = part<object>) {
  const it = make(async () => (await fetch())[name] as ComponentType)
  return lazyRouteComponent(async () => {
    await it.load()
    pageShown()
    return { default: it }
  })
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })
const home = createRoute({
  getParentRoute: () => root,
  path: routePaths.home,
  component: page(() => import('./HomePage.tsx'), 'HomePage', partOf),
})
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })

const project = createRoute({
  getParentRoute: () => shell,
  path: routePaths.project,
  beforeLoad: ({ params }) => {
    throw redirect({ ...paths.keys(params.projectId), replace: true })
  },
})
const keys = createRoute({
  getParentRoute: () => shell,
  path: routePaths.keys,
  validateSearch: readKeySearch,
  component: KeysPage,
})
const keyCreate = createRoute({
  getParentRoute: () => shell,
  path: routePaths.keyCreate,
  validateSearch: readKeyCreateSearch,
  component: page(() => import('#src/features/keys/KeyCreate.tsx'), 'KeyCreate'),
})
const keyChange = createRoute({
  getParentRoute: () => shell,
  path: routePaths.keyChange,
  validateSearch: readKeyChangeSearch,
  component: page(() => import('#src/features/keys/KeyChange.tsx'), 'KeyChange'),
})
const keyWhy = createRoute({
  getParentRoute: () => shell,
  path: routePaths.keyWhy,
  validateSearch: readKeyWhySearch,
  component: page(() => import('#src/features/keys/KeyWhyPage.tsx'), 'KeyWhyPage'),
})
const key = createRoute({
  getParentRoute: () => shell,
  path: routePaths.key,
  component: page(() => import('#src/features/keys/KeyPage.tsx'), 'KeyPage'),
})
const locks = createRoute({
  getParentRoute: () => shell,
  path: routePaths.locks,
  validateSearch: readLockSearch,
  component: page(() => import('#src/features/locks/LocksPage.tsx'), 'LocksPage'),
})
const lock = createRoute({
  getParentRoute: () => shell,
  path: routePaths.lock,
  component: page(() => import('#src/features/locks/LockPage.tsx'), 'LockPage'),
})
const jobs = createRoute({
  getParentRoute: () => shell,
  path: routePaths.jobs,
  component: page(() => import('#src/features/jobs/JobsPage.tsx'), 'JobsPage'),
})
const job = createRoute({
  getParentRoute: () => shell,
  path: routePaths.job,
  component: page(() => import('#src/features/jobs/JobPage.tsx'), 'JobPage'),
})
const person = createRoute({
  getParentRoute: () => shell,
  path: routePaths.person,
  validateSearch: readPersonSearch,
  component: page(() => import('#src/features/people/PersonPage.tsx'), 'PersonPage'),
})
const logbook = createRoute({
  getParentRoute: () => shell,
  path: routePaths.logbook,
  component: page(() => import('#src/features/logbook/LogbookPage.tsx'), 'LogbookPage'),
})

const tree = root.addChildren([
  home,
  shell.addChildren([
    project,
    keys,
    keyCreate,
    keyChange,
    keyWhy,
    key,
    locks,
    lock,
    jobs,
    job,
    person,
    logbook,
  ]),
])

/** The router with every screen of the console. Search values are plain words, so addresses stay readable. */
export const createAppRouter = () =>
  createRouter({
    routeTree: tree,
    basepath: import.meta.env.BASE_URL,

    defaultErrorComponent: PageBroken,
    // The frame stands at once; a page's code that is still on its way shows as the shape of a list.
    defaultPendingComponent: () => <RowsSkeleton label="Loading the page" />,
    defaultPendingMs: 150,
    defaultPreload: 'intent',
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(
        Object.entries(search).flatMap(([name, value]) =>
          typeof value === 'string' && value !== '' ? [[name, value]] : [],
        ),
      ).toString()
      return text && `?${text}`
    },
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
  interface HistoryState {
    /** A search text with digits: a phone number may not stand in an address, so it lives here. */
    text?: string
    /** The keys that were chosen to be changed: too many for an address, and kept by a reload. */
    keyIds?: string[]
    /** Who left the above, as a mark that tells no name: it is for nobody else. */
    by?: string | undefined
  }
}
