import type { Key } from '#src/contract/key.ts'
import { keyStates } from '#src/contract/key.ts'
import { lockAddress } from '#src/domain/lock.ts'
import { formatNumber } from '#src/domain/time.ts'
import { stateWord } from '#src/features/keys/keyWords.ts'
import { Columns, type Query, type SortColumn } from './columns.ts'
import { Rows } from './rows.ts'

// The least that a browser must do for the list of keys: the console is measured against this page.

const projectId = location.pathname.split('/')[2] ?? ''
const find = <E extends HTMLElement>(id: string) => document.getElementById(id) as E

const columns = new Columns()
const rows = new Rows(columns, find('body'), projectId)
const query: Query & { states: Set<string>; column: SortColumn } = {
  text: '',
  states: new Set(),
  column: 'created',
  descending: true,
}
let listed = new Uint32Array(0)
let complete = false

function show() {
  // As the console does: states are those of the last ten seconds' beginning.
  const now = Math.floor(Date.now() / 10_000) * 10_000
  listed = columns.query(query, now) as Uint32Array<ArrayBuffer>
  find('table').ariaRowCount = String(listed.length + 1)
  const all = formatNumber(columns.count)
  const text = query.text !== '' || query.states.size > 0 ? `${formatNumber(listed.length)} of ${all}` : all
  find('count').textContent = complete ? `${text} keys` : `${text} so far, loading`
  rows.show(listed, now)
}

// As in the console: keys, locks and names at once.
interface Page {
  startAfterId?: string
  keys?: Key[]
  locks?: { id: string; name: string; timezone: string }[]
  managedUsers?: { id: string; firstName?: string; lastName?: string }[]
}

async function each(noun: string, first: number, read: (page: Page) => void) {
  let query = `?limit=${first}`
  for (;;) {
    const answer = await fetch(`/v2/projects/${projectId}/${noun}${query}`, {
      headers: { Accept: 'application/json' },
    })
    const page = (await answer.json()) as Page
    read(page)
    if (!page.startAfterId) return
    query = `?limit=2500&startAfterId=${encodeURIComponent(page.startAfterId)}`
  }
}

const keys = each('keys', 100, (page) => {
  columns.add(page.keys ?? [])
  show()
})
const locks = each('locks', 2500, (page) => {
  for (const lock of page.locks ?? [])
    columns.nameLock(columns.locks.code(lock.id), lock.name, lockAddress(lock), lock.timezone)
  show()
})
const people = each('managed-users', 2500, (page) => {
  for (const { id, firstName = '', lastName = '' } of page.managedUsers ?? [])
    columns.namePerson(columns.people.code(id), `${firstName} ${lastName}`.trim())
})
void Promise.all([keys, locks, people]).then(() => {
  complete = true
  show()
  requestIdleCallback(() => columns.ranks('person'))
  requestIdleCallback(() => columns.ranks('lock'))
})

find<HTMLInputElement>('search').addEventListener('input', (event) => {
  query.text = (event.currentTarget as HTMLInputElement).value
  show()
})

for (const button of document.querySelectorAll<HTMLElement>('[data-column]'))
  button.addEventListener('click', () => {
    const column = button.dataset.column as SortColumn
    query.descending = query.column === column && !query.descending
    query.column = column
    for (const other of document.querySelectorAll('[data-column]'))
      other.parentElement!.ariaSort =
        other === button ? (query.descending ? 'descending' : 'ascending') : 'none'
    show()
  })

const menu = find('menu')
find('states').addEventListener('click', () => (menu.hidden = !menu.hidden))
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') menu.hidden = true
})
for (const state of keyStates) {
  const item = document.createElement('button')
  item.role = 'menuitemcheckbox'
  item.textContent = stateWord(state)
  const chip = document.createElement('button')
  chip.ariaLabel = `Remove the filter ${stateWord(state)}`
  chip.textContent = stateWord(state)
  const toggle = () => {
    if (!query.states.delete(state)) query.states.add(state)
    const on = query.states.has(state)
    item.ariaChecked = String(on)
    if (on) find('chips').append(chip)
    else chip.remove()
    show()
  }
  item.addEventListener('click', toggle)
  chip.addEventListener('click', toggle)
  menu.append(item)
}

find<HTMLInputElement>('all').addEventListener('change', (event) => {
  const on = (event.currentTarget as HTMLInputElement).checked
  for (const row of listed) columns.selected[row] = on ? 1 : 0
  let count = 0
  for (let row = 0; row < columns.count; row++) count += columns.selected[row]!
  const selected = find('selected')
  selected.hidden = count === 0
  selected.textContent = `${formatNumber(count)} keys selected`
  show()
})
