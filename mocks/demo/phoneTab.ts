/** What this tab alone remembers of the phone: whose it is, by the opaque id, and whether it stands beside the console. */
export const phoneTab = {
  person: place('unloc.phone.person'),
  beside: place('unloc.phone.beside'),
}

function place(name: string) {
  let value: string | undefined
  try {
    value = sessionStorage.getItem(name) ?? undefined
  } catch {
    // Blocked: it lasts as long as the page.
  }
  return {
    get: () => value,
    set(next: string | undefined) {
      value = next
      try {
        if (next === undefined) sessionStorage.removeItem(name)
        else sessionStorage.setItem(name, next)
      } catch {
        // As above.
      }
    },
  }
}
