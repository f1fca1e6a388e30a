/**
 * Every address of the console, spelled once. A target is what the router's `Link` and `navigate` take;
 * `href` makes the plain string of it. No phone number ever stands in an address: people appear as opaque ids.
 */
export const routePaths = {
  home: '/',
  project: '/p/$projectId',
  locks: '/p/$projectId/locks',
  lock: '/p/$projectId/locks/$lockId',
  keys: '/p/$projectId/keys',
  keyCreate: '/p/$projectId/keys/new',
  keyChange: '/p/$projectId/keys/change',
  keyWhy: '/p/$projectId/keys/why',
  key: '/p/$projectId/keys/$keyId',
  jobs: '/p/$projectId/jobs',
  job: '/p/$projectId/jobs/$jobId',
  person: '/p/$projectId/people/$personId',
  logbook: '/p/$projectId/logbook',
} as const

export const paths = {
  home: () => ({ to: routePaths.home }) as const,
  locks: (projectId: string) => ({ to: routePaths.locks, params: { projectId } }) as const,
  lock: (projectId: string, lockId: string) =>
    ({ to: routePaths.lock, params: { projectId, lockId } }) as const,
  keys: (projectId: string) => ({ to: routePaths.keys, params: { projectId } }) as const,
  keyCreate: (projectId: string) => ({ to: routePaths.keyCreate, params: { projectId } }) as const,
  keyChange: (projectId: string) => ({ to: routePaths.keyChange, params: { projectId } }) as const,
  keyWhy: (projectId: string) => ({ to: routePaths.keyWhy, params: { projectId } }) as const,
  key: (projectId: string, keyId: string) => ({ to: routePaths.key, params: { projectId, keyId } }) as const,
  jobs: (projectId: string) => ({ to: routePaths.jobs, params: { projectId } }) as const,
  job: (projectId: string, jobId: string) => ({ to: routePaths.job, params: { projectId, jobId } }) as const,
  /** `personId`: the opaque id, never a number. */
  person: (projectId: string, personId: string) =>
    ({ to: routePaths.person, params: { projectId, personId } }) as const,
  /** What was changed here, by whom. */
  logbook: (projectId: string) => ({ to: routePaths.logbook, params: { projectId } }) as const,
}

/** The plain address of a target, e.g. for tests and for `href` attributes outside the router. */
export function href(target: { to: string; params?: Record<string, string> }): string {
  return target.to.replace(/\$(\w+)/g, (_, name: string) => encodeURIComponent(target.params?.[name] ?? ''))
}

/** The address of a target as a plain link has it, below the path under which the console is served. */
export const address = (target: Parameters<typeof href>[0]): string =>
  import.meta.env.BASE_URL.replace(/\/$/, '') + href(target)

/** The project whose list of keys a path shows, told without a router. */
export const keysOf = (path: string): string | undefined =>
  new RegExp(`^${routePaths.keys.replace('$projectId', '([\\w-]+)')}/?$`).exec(path)?.[1]
