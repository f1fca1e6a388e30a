import { useEffect, useState } from 'react'
import { formatPhone } from '#src/domain/phone.ts'
import { formatNumber } from '#src/domain/time.ts'
import { SearchField } from '#src/ui/SearchField.tsx'
import { IconChevronRight } from '#src/ui/icons.ts'
import { changeChannel } from '../browserState.ts'
import type { PhonePerson } from '../engine/phone.ts'
import { ask } from './demoDoor.ts'
import css from './Phone.module.css'
import { PhoneFace } from './PhoneFace.tsx'

interface Found {
  people: PhonePerson[]
  count: number
}

/** Whose phone this is: somebody who holds a key, found by name or number. */
export function PhonePicker({ onChoose }: { onChoose: (id: string) => void }) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<Found>()
  useEffect(() => {
    let asked = 0
    const look = () => {
      const turn = ++asked
      ask<Found>('people', { text }).then(
        (answer) => turn === asked && setFound(answer),
        () => undefined,
      )
    }
    // In another tab the demo may begin anew, with others or with nobody.
    const changes = new BroadcastChannel(changeChannel)
    changes.addEventListener('message', look)
    look()
    return () => {
      asked = Infinity
      changes.close()
    }
  }, [text])
  return (
    <div className={css.screen}>
      <p className={css.lead}>Whose phone shall this be? It shows their keys and opens their doors.</p>
      <SearchField label="Name or number" placeholder="Name or number" value={text} onChange={setText} />
      <p className={css.count} role="status">
        {found && countWords(found, text.trim() !== '')}
      </p>
      <ul className={css.people}>
        {found?.people.map(({ id, name, number }) => (
          <li key={id}>
            <button type="button" className={css.person} onClick={() => onChoose(id)}>
              <PhoneFace name={name} />
              <span className={css.names}>
                <span>{name ?? formatPhone(number)}</span>
                {name !== undefined && <span className={css.number}>{formatPhone(number)}</span>}
              </span>
              <IconChevronRight size={16} stroke={1.8} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function countWords({ people, count }: Found, isSearch: boolean): string {
  if (count === 0) return isSearch ? 'Nobody with a key has this name or number.' : 'Nobody has a key yet.'
  const all = count === 1 ? '1 person with keys' : `${formatNumber(count)} people with keys`
  return people.length < count ? `${all}, the first ${formatNumber(people.length)} shown` : all
}
