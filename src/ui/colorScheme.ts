export type ColorScheme = 'light' | 'dark' | 'auto'

// Mantine's own names, so that a choice from before is kept, and its style sheets apply.
const place = 'mantine-color-scheme-value'
const attribute = 'data-mantine-color-scheme'

const system = typeof matchMedia === 'undefined' ? undefined : matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let chosen = stored()

function stored(): ColorScheme {
  try {
    const value = localStorage.getItem(place)
    return value === 'light' || value === 'dark' ? value : 'auto'
  } catch {
    return 'auto'
  }
}

const shown = (): 'light' | 'dark' => (chosen !== 'auto' ? chosen : system?.matches ? 'dark' : 'light')

function apply() {
  document.documentElement.setAttribute(attribute, shown())
  for (const listener of listeners) listener()
}

/** Light, dark or as the system: kept in this browser, the same in all its tabs. */
export const colorScheme = {
  /** What was chosen. */
  chosen: (): ColorScheme => chosen,
  /** What that comes to. */
  shown,
  choose(next: ColorScheme): void {
    chosen = next
    try {
      localStorage.setItem(place, next)
    } catch {
      // Blocked: it lasts as long as the tab.
    }
    apply()
  },
  subscribe(this: void, listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

/** Shows the chosen colours and follows the system and other tabs from now on. */
export function startColorScheme(): void {
  apply()
  system?.addEventListener('change', apply)
  window.addEventListener('storage', ({ key }) => {
    if (key !== null && key !== place) return
    chosen = stored()
    apply()
  })
}
