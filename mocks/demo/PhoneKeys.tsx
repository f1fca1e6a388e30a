import IconDoor from '@tabler/icons-react/dist/esm/icons/IconDoor.mjs'
import { useEffect, useRef, useState } from 'react'
import { formatPhone } from '#src/domain/phone.ts'
import { formatInstant, formatNumber } from '#src/domain/time.ts'
import { PlainButton } from '#src/ui/PlainButton.tsx'
import { IconBan, IconCheck } from '#src/ui/icons.ts'
import type { Try } from '../engine/doorOpen.ts'
import type { PhoneKey, PhonePerson, PhoneView } from '../engine/phone.ts'
import { ask, SideDoorError } from './demoDoor.ts'
import css from './Phone.module.css'
import { PhoneFace } from './PhoneFace.tsx'
import { type Gone, hoursLine, keyLine, partOf, type PhonePart, refusalWords } from './phoneWords.ts'

const parts: { part: PhonePart; title: string }[] = [
  { part: 'now', title: 'Open a door' },
  { part: 'later', title: 'Later' },
  { part: 'ended', title: 'Ended' },
]

/** How long it is told what came of a press; a door falls shut again. By the demo's clock, which may be turned. */
const momentMs = 60_000

/** What came of a press. */
interface Moment {
  /** Tells two presses apart that say the same. */
  n: number
  at: number
  keyId: string
  door: string
  opened: boolean
  words: string
}

interface PhoneKeysProps {
  isPage: boolean
  view: PhoneView
  person: PhonePerson
  gone: readonly Gone[]
  onChange: () => void
}

export function PhoneKeys({ isPage, view, person, gone, onChange }: PhoneKeysProps) {
  const [last, setLast] = useState<Moment>()
  const moment = last && Math.abs(view.now - last.at) < momentMs ? last : undefined
  const Part = isPage ? 'h2' : 'h3'
  const busy = useRef(false)
  const focused = useRef<string>(undefined)
  const news = useRef<HTMLDivElement>(null)

  async function press(key: PhoneKey) {
    if (busy.current) return
    busy.current = true
    try {
      const tried = await ask<Try>('open', { keyId: key.id })
      tell(key, tried.at, tried)
    } catch (problem) {
      // Anything else has told `demoLost`.
      if (problem instanceof SideDoorError) tell(key, view.now, 'gone')
    } finally {
      busy.current = false
    }
  }
  const tell = (key: PhoneKey, at: number, tried: Try | 'gone') => {
    const opened = tried !== 'gone' && tried.opened
    const words = opened
      ? `The door opened at ${formatInstant(at, undefined, undefined, 'time')}.`
      : refusalWords(tried, key, at)
    setLast((before) => ({ n: (before?.n ?? 0) + 1, at, keyId: key.id, door: key.door, opened, words }))
  }

  // A key that leaves takes its button along, and the keyboard would start over at the top of the page.
  const latest = gone[0]?.id
  useEffect(() => {
    if (latest === undefined || document.activeElement !== document.body) return
    if (gone.some(({ id }) => id === focused.current)) news.current?.focus()
  }, [latest, gone])

  return (
    <>
      <div className={css.holder}>
        <PhoneFace name={person.name} />
        <span className={css.names}>
          <strong>{person.name ?? formatPhone(person.number)}</strong>
          {person.name !== undefined && <span className={css.number}>{formatPhone(person.number)}</span>}
        </span>
        <PlainButton variant="default" size="xs" onClick={onChange}>
          Change<span className="visually-hidden"> the person</span>
        </PlainButton>
      </div>
      <div
        className={css.screen}
        onFocus={(event) => (focused.current = event.target.dataset.key ?? undefined)}
      >
        <div ref={news} className={css.gone} role="status" tabIndex={-1}>
          {gone.map(({ id, words }) => (
            <p key={id}>
              <IconBan size={16} stroke={1.8} aria-hidden />
              {words}
            </p>
          ))}
        </div>
        {view.keys.length === 0 && <p className={css.quiet}>There is no key on this phone now.</p>}
        {parts.map(({ part, title }) => {
          const keys = view.keys.filter((key) => partOf(key) === part)
          if (keys.length === 0) return null
          return (
            <section key={part} aria-label={title}>
              <Part className={css.part}>
                {title} <span className="numbers">{formatNumber(keys.length)}</span>
              </Part>
              <ul className={css.keys}>
                {keys.map((key) => (
                  <KeyCard
                    key={key.id}
                    phoneKey={key}
                    part={part}
                    now={view.now}
                    moment={moment?.keyId === key.id ? moment : undefined}
                    onPress={() => void press(key)}
                  />
                ))}
              </ul>
            </section>
          )
        })}
      </div>
      <div className={css.foot} role="status">
        {moment && (
          <div key={moment.n} className={css.moment} data-opened={moment.opened}>
            <span className={css.mark}>
              {moment.opened ? (
                <IconCheck size={20} stroke={2.4} aria-hidden />
              ) : (
                <IconBan size={20} aria-hidden />
              )}
            </span>
            <div>
              <strong>
                {moment.opened ? 'Opened' : 'Refused'}: {moment.door}
              </strong>
              <p>{moment.words}</p>
            </div>
          </div>
        )}
      </div>
    </>
  )
}

interface KeyCardProps {
  phoneKey: PhoneKey
  part: PhonePart
  now: number
  moment: Moment | undefined
  onPress: () => void
}

function KeyCard({ phoneKey, part, now, moment, onPress }: KeyCardProps) {
  const hours = hoursLine(phoneKey, now)
  const about = `phone-${phoneKey.id}`
  return (
    <li className={css.key} data-part={part} data-opened={moment?.opened}>
      <IconDoor className={css.door} size={20} stroke={1.6} aria-hidden />
      <div className={css.facts}>
        <span className={css.name}>{phoneKey.door}</span>
        <span id={about}>
          <span className={css.line}>{keyLine(phoneKey, now)}</span>
          {hours !== undefined && <span className={css.more}>{hours}</span>}
        </span>
        {phoneKey.address !== undefined && <span className={css.more}>{phoneKey.address}</span>}
      </div>
      <PlainButton
        variant={part === 'now' ? 'filled' : 'default'}
        className={css.open ?? ''}
        data-key={phoneKey.id}
        aria-describedby={about}
        onClick={onPress}
      >
        {part === 'now' ? 'Open' : 'Try'}
        <span className="visually-hidden"> {phoneKey.door}</span>
      </PlainButton>
    </li>
  )
}
