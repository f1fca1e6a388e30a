import { useMemo } from 'react'
import type { Key } from '#src/contract/key.ts'
import { formatInstant, weekdayName } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
import { openingText } from './keyOpeningWords.ts'
import css from './KeyLine.module.css'
import { keyLine, type LinePart } from './keyLine.ts'

interface KeyLineProps {
  keyOf: Key
  state: string | undefined
  zone: string | undefined
  now: number
}

const percent = (place: number) => `${place * 100}%`
const stretch = ({ from, to }: LinePart) => ({
  insetInlineStart: percent(from),
  width: percent(to - from),
})

/** The life of a key as two lines, the whole and the week. For the eye alone: the list below says all of it in words. */
export function KeyLine({ keyOf, state, zone, now }: KeyLineProps) {
  // The page's clock ticks by the second; on these lines a minute is less than a pixel.
  const minute = Math.floor(now / 60_000) * 60_000
  const line = useMemo(() => keyLine(keyOf, state, zone, minute), [keyOf, state, zone, minute])
  const { marks, valid, endless, week } = line
  const lanes = Math.max(...marks.map(({ lane }) => lane)) + 1
  return (
    <div className={css.lines} role="img" aria-label="The life of this key as a line, told in words below">
      <div className={css.life} style={{ height: `calc(1.5rem + ${lanes} * var(--lane))` }}>
        <div className={css.line} />
        {valid && <div className={css.valid} data-endless={endless || undefined} style={stretch(valid)} />}
        {marks.map((mark) => {
          const insetInlineStart = percent(mark.place)
          const row = `${mark.lane} * var(--lane)`
          return (
            <div key={mark.kind} data-kind={mark.kind}>
              <i className={css.stem} style={{ insetInlineStart, height: `calc(0.75rem + ${row})` }} />
              <i className={css.dot} style={{ insetInlineStart }} />
              <span
                className={css.label}
                style={{ ...labelPlace(mark.label, mark.place), top: `calc(1.375rem + ${row})` }}
              >
                <span>
                  {mark.text}
                  {mark.kind !== 'now' && (
                    <small>{formatInstant(mark.at, zone ?? 'UTC', undefined, 'date')}</small>
                  )}
                </span>
              </span>
            </div>
          )
        })}
      </div>
      {week && zone !== undefined && (
        <div className={css.week}>
          <div className={css.caption}>When it opens this week, {zoneLabel(zone)}</div>
          {week.days.map(({ date, weekday, ...part }) => (
            <span key={date} className={css.day} style={stretch(part)}>
              {weekdayName(weekday)} <span>{Number(date.slice(8))}</span>
            </span>
          ))}
          <div className={css.bar}>
            {week.bands.map((band) => (
              <i
                key={band.from}
                className={css.band}
                style={stretch(band)}
                title={openingText(band.opening, zone, undefined, keyOf.end)}
              />
            ))}
            <i className={css.here} style={{ insetInlineStart: percent(week.now) }} />
          </div>
        </div>
      )}
    </div>
  )
}

/** A label is centred below its mark; at the edges it is aligned with them. */
const labelPlace = (label: number, place: number) => ({
  insetInlineStart: percent(label),
  textAlign:
    place < label + 0.1 ? ('start' as const) : place > label + 0.2 ? ('end' as const) : ('center' as const),
})
