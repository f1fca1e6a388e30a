import type { Key } from '#src/contract/key.ts'
import { keyStates } from '#src/contract/key.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { formatInstant, formatRelative } from '#src/domain/time.ts'
import { stateMore, stateWord, validityText } from '#src/features/keys/keyWords.ts'
import { icon } from './badge.ts'
import type { Columns } from './columns.ts'

const rowHeight = 37
const overscan = 5

/** Draws the rows in the window into elements that are made once and written anew. */
export class Rows {
  readonly #columns: Columns
  readonly #body: HTMLElement
  readonly #projectId: string
  #pool: Row[] = []
  #rows = new Uint32Array(0)
  #now = 0

  constructor(columns: Columns, body: HTMLElement, projectId: string) {
    this.#columns = columns
    this.#body = body
    this.#projectId = projectId
    addEventListener('scroll', () => this.#draw(false), { passive: true })
    addEventListener('resize', () => this.#draw(true))
  }

  show(rows: Uint32Array<ArrayBuffer>, now: number) {
    this.#rows = rows
    this.#now = now
    this.#body.style.height = `${rows.length * rowHeight}px`
    this.#draw(true)
  }

  #draw(anew: boolean) {
    const first = Math.max(0, Math.floor((scrollY - this.#top()) / rowHeight) - overscan)
    const size = Math.ceil(innerHeight / rowHeight) + 2 * overscan
    while (this.#pool.length < size) {
      const row = new Row()
      row.hide()
      this.#pool.push(row)
      this.#body.append(row.element)
    }
    for (let place = first; place < first + size; place++) {
      const row = this.#pool[place % this.#pool.length]!
      if (place >= this.#rows.length) row.hide()
      else if (anew || row.place !== place)
        row.write(this.#columns, this.#rows[place]!, place, this.#projectId, this.#now)
    }
  }

  #bodyTop: number | undefined
  /** Read once: nothing above the list changes its height. */
  #top() {
    return (this.#bodyTop ??= this.#body.getBoundingClientRect().top + scrollY)
  }
}

/** One element of the pool with the places that change. */
class Row {
  place = -1
  readonly element = part('div', 'row', 'row')
  readonly #check = document.createElement('input')
  readonly #name = document.createElement('a')
  readonly #person = document.createElement('span')
  readonly #number = part('span', 'number')
  readonly #lock = part('div', 'cell', 'cell')
  readonly #badge = part('span', 'badge')
  readonly #icon = icon('active', 15)
  readonly #word = document.createElement('span')
  readonly #more = part('span', 'more')
  readonly #valid = document.createElement('span')
  readonly #hours = part('span', 'quiet')
  readonly #created = document.createElement('time')
  readonly #menu = part('button', 'menu')

  constructor() {
    this.#check.type = 'checkbox'
    this.#name.className = 'name'
    this.#name.append(this.#person, this.#number)
    this.#badge.append(this.#icon.svg, this.#word, this.#more)
    this.#menu.append(icon('more', 16).svg)
    const label = document.createElement('label')
    label.append(this.#check)
    const check = part('div', 'check', 'cell')
    check.append(label)
    const created = cell(this.#created)
    created.classList.add('end')
    this.element.append(
      check,
      cell(this.#name),
      this.#lock,
      cell(this.#badge),
      cell(this.#valid),
      cell(this.#hours),
      created,
      cell(this.#menu),
    )
  }

  hide() {
    this.place = -1
    this.element.hidden = true
  }

  write(columns: Columns, row: number, place: number, projectId: string, now: number) {
    this.place = place
    const person = columns.person[row]!
    const lock = columns.lock[row]!
    const number = formatPhone(columns.people.values[person] ?? '')
    const name = columns.personName[person]
    const state = keyStates[columns.statesAt(now)[row]!]
    const zone = columns.zone[lock]
    const created = columns.created[row]!
    const key: Key = {
      id: columns.idAt(row),
      start: iso(columns.start[row]!),
      end: iso(columns.end[row]!),
      created: iso(created),
      recurrence: undefined,
    }
    // Of a key that is closed by its hours alone, the words need the hours themselves.
    const schedule = columns.schedules[columns.schedule[row]!]
    if (state === 'inactive' && schedule?.kind === 'weekly')
      key.recurrence = {
        timeSpans: schedule.spans.map(({ weekday, from, to }) => ({
          weekday,
          startHour: Math.floor(from / 60),
          startMinute: from % 60,
          endHour: Math.floor(to / 60),
          endMinute: to % 60,
        })),
      }
    const { element } = this
    element.hidden = false
    element.style.transform = `translateY(${place * rowHeight}px)`
    element.setAttribute('aria-rowindex', String(place + 2))
    const isSelected = columns.selected[row] === 1
    element.toggleAttribute('data-selected', isSelected)
    this.#check.checked = isSelected
    this.#name.href = `/p/${projectId}/keys/${key.id}`
    this.#person.textContent = name ?? number
    this.#number.textContent = name === undefined ? '' : number
    this.#lock.textContent = columns.lockName[lock] ?? columns.locks.values[lock] ?? ''
    this.#badge.dataset.state = state
    this.#icon.show(state ?? '')
    this.#word.textContent = stateWord(state ?? 'unknown')
    this.#more.textContent = stateMore(key, state, zone, now) ?? ''
    this.#valid.textContent = validityText(key, zone, now)
    this.#hours.textContent = columns.hours[columns.schedule[row]!]!
    this.#created.textContent = formatRelative(created, now)
    this.#created.dateTime = key.created ?? ''
    this.#created.title = formatInstant(created, undefined, undefined, 'full')
    this.#check.ariaLabel = `Select ${name ?? number}`
    this.#menu.ariaLabel = `Actions for ${name ?? number}`
  }
}

const iso = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : undefined)

function part<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, role?: string) {
  const element = document.createElement(tag)
  element.className = className
  if (role) element.role = role
  return element
}

function cell(content: Element): HTMLElement {
  const element = part('div', 'cell', 'cell')
  element.append(content)
  return element
}
