import { whose } from '#src/api/session.ts'
import { paths } from '#src/paths.ts'

/**
 * What the address of the screen carries: the one key to change, or a change under way by its mark. Several chosen keys
 * stand in the history's state, where a reload keeps them: an address of 500 ids is too long for anybody.
 */
export interface KeyChangeSearch {
  key?: string
  change?: string
}

const accepts: Record<keyof KeyChangeSearch, RegExp> = {
  key: /^[\w-]{1,128}$/,
  change: /^[0-9a-f]{10}$/,
}

/** Reads the address. What is not understood is left out. */
export function readKeyChangeSearch(raw: Record<string, unknown>): KeyChangeSearch {
  return Object.fromEntries(
    Object.entries(accepts).flatMap(([name, form]) => {
      const value = raw[name]
      return typeof value === 'string' && form.test(value) ? [[name, value]] : []
    }),
  )
}

/** The screen for some keys: where it is, and what it is to know of them. */
export function keyChangeTarget(projectId: string, ids: readonly string[]) {
  const [first, ...more] = ids
  const search: KeyChangeSearch = first !== undefined && more.length === 0 ? { key: first } : {}
  return {
    ...paths.keyChange(projectId),
    search,
    state: more.length > 0 ? { keyIds: [...ids], by: whose() } : {},
  }
}
