/** What the address of the "New keys" screen may carry: doors by id and people by opaque id, never a number. */
export interface KeyCreateSearch {
  /** Lock ids, joined by commas. */
  lock?: string
  /** Opaque person ids, joined by commas. */
  person?: string
}

const accepts: Record<keyof KeyCreateSearch, RegExp> = {
  lock: /^[\w-]{1,128}$/,
  person: /^[0-9a-f]{12}$/,
}

/** Reads the address. Ids that are not understood are left out. */
export function readKeyCreateSearch(raw: Record<string, unknown>): KeyCreateSearch {
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
