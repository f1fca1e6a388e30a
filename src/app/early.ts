// Before anything is painted, and before the console's script is here: the colours that were chosen, and what the
// waiting page in index.html shows. It imports nothing, so that it is one small file. A file and not a line in the
// page, because the content security policy knows no scripts in pages.
const root = document.documentElement

let chosen: string | null = null
try {
  chosen = localStorage.getItem('mantine-color-scheme-value')
} catch {
  // Blocked: as the system.
}
const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
root.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')

// Only a project's screens have the frame; which of its links is lit, the address tells.
const path = location.pathname.slice(import.meta.env.BASE_URL.length)
const at = /^p\/[^/]+\/(keys|locks|jobs|people)/.exec(path)?.[1]
if (at !== undefined) root.dataset.at = at

// The first page of keys is asked for while the console's own script is still on its way: `api/keys.ts` asks for exactly
// this, and is given this answer (`api/early.ts`). Not in the demo, whose Unloc comes with the script.
const projectId = import.meta.env.MODE === 'demo' ? undefined : /^p\/([\w-]+)\/keys\/?$/.exec(path)?.[1]
if (projectId !== undefined) {
  const url = `/v2/projects/${projectId}/keys?limit=100`
  const answer = fetch(url)
  // Told by whoever takes it up.
  answer.catch(() => undefined)
  globalThis.askedEarly = { url, answer }
}

// The console's own script or style did not come: then nobody else can say it.
addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLScriptElement || target instanceof HTMLLinkElement) root.dataset.at = 'nowhere'
  },
  true,
)
