/** What the address of "Why can't they get in?" carries: a person by opaque id, never a number, and a door. */
export interface KeyWhySearch {
  person?: string
  lock?: string
}

const accepts: Record<keyof KeyWhySearch, RegExp> = { person: /^[0-9a-f]{12}$/, lock: /^[\w-]{1,128}$/ }

/** Reads the address. What is not understood is left out: the choice is there to be made. */
export function readKeyWhySearch(raw: Record<string, unknown>): KeyWhySearch {
  return Object.fromEntries(
    Object.entries(accepts).flatMap(([name, form]) => {
      const value = raw[name]
      return typeof value === 'string' && form.test(value) ? [[name, value]] : []
    }),
  )
}
