/**
 * What the address of the "New keys" screen may carry: doors by id and people by opaque id, never a number; or the job
 * whose failed keys are tried again.
 */
export interface KeyCreateSearch {
  /** Lock ids, joined by commas. */
  lock?: string
  /** Opaque person ids, joined by commas. */
  person?: string
  /** A job's id. */
  retry?: string
  /** Of that job's failures, the one with this mark (`failureId`). */
  only?: string
}

const accepts: Record<'lock' | 'person', RegExp> = {
  lock: /^[\w-]{1,128}$/,
  person: /^[0-9a-f]{12}$/,
}

const isMark = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}$/.test(value)

/**
 * Reads the address. Ids that are not understood are left out; but for a mark, since without it more would be tried
 * again than was meant. What is tried again comes with its own doors and people.
 */
export function readKeyCreateSearch(raw: Record<string, unknown>): KeyCreateSearch {
  const { retry, only } = raw
  if (typeof retry === 'string' && accepts.lock.test(retry))
    return { retry, ...(only !== undefined && { only: isMark(only) ? only : 'none' }) }
  return Object.fromEntries(
    Object.entries(accepts).flatMap(([name, form]) => {
      const ids = listOf(raw[name]).filter((id) => form.test(id))
      return ids.length > 0 ? [[name, [...new Set(ids)].join(',')]] : []
    }),
  )
}

/** The ids in one value of the address. */
export const listOf = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(',').filter(Boolean) : []
