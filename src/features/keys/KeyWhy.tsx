import { Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import { keyUserId, keyUserName } from '#src/domain/key.ts'
import { personId } from '#src/domain/person.ts'
import { viewerZone } from '#src/domain/calendar.ts'
import { listBox } from '#src/ui/form/listBox.ts'
import css from './KeyWhy.module.css'
import { KeyWhyAnswer } from './KeyWhyAnswer.tsx'
import { KeyWhyMoment } from './KeyWhyMoment.tsx'
import { byName, doorOptions, found, personOption } from './keyWhyChoice.ts'
import { typedMoment, type WhyMoment } from './keyWhyMoment.ts'

interface KeyWhyProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  now: number
  /** The page is this person's or this lock's, so that nobody has to choose. */
  of: 'person' | 'lock' | undefined
  /** E.164. */
  number?: string | undefined
  lockId?: string | undefined
  onChoose?: (choice: { number: string | undefined; lockId: string | undefined }) => void
}

/** "Why can't they get in?": a person, a door and a moment, and the answer at once. */
export function KeyWhy({ projectId, keys, now, of, onChoose, ...given }: KeyWhyProps) {
  const { index, version, names, locks } = keys
  const [chosen, setChosen] = useState<{ number?: string | undefined; lockId?: string | undefined }>({})
  const [moment, setMoment] = useState<WhyMoment>({ wall: '', typed: false })
  const number = given.number ?? chosen.number

  // Doors to which they have or had a key come first, and where there is but one it is the one that is meant.
  const { own, doors } = useMemo(() => {
    void version
    const ids = new Set<string>()
    if (number !== undefined)
      for (const row of index.query({ personId: personId(projectId, number) }, 0)) {
        const { lockId } = index.keyAt(row)
        if (lockId != null) ids.add(lockId)
      }
    const all = doorOptions([...locks.values()]).sort(byName)
    const [own, others] = [true, false].map((isOwn) => all.filter(({ value }) => ids.has(value) === isOwn))
    return {
      own: [...ids],
      doors: [
        { group: 'With a key, now or before', items: own! },
        { group: 'Without a key', items: others! },
      ].filter(({ items }) => items.length > 0),
    }
  }, [index, version, projectId, number, locks])
  const only = of === 'person' && own.length === 1 ? own[0] : undefined
  const lockId = given.lockId ?? chosen.lockId ?? only

  const people = useMemo(() => {
    void version
    if (of === 'person') return []
    const here = new Map<string, string | undefined>()
    if (lockId !== undefined)
      for (const row of index.query({ lockIds: [lockId] }, 0)) {
        const key = index.keyAt(row)
        const one = keyUserId(key)
        if (one !== undefined && !here.get(one)) here.set(one, keyUserName(key))
      }
    const option = (value: string) => personOption(value, names.get(value) ?? here.get(value))
    const others = new Set([...names.keys(), ...index.numbers()])
    for (const one of here.keys()) others.delete(one)
    return [
      { group: 'With a key, now or before', items: [...here.keys()].map(option).sort(byName) },
      {
        group: lockId === undefined ? 'Everybody' : 'Without a key',
        items: [...others].map(option).sort(byName),
      },
    ].filter(({ items }) => items.length > 0)
  }, [of, index, version, names, lockId])

  const zone = keys.zoneOf(lockId)
  const read = typedMoment(moment.wall, zone ?? viewerZone(), now)
  const choose = (change: typeof chosen) => {
    const next = { number, lockId, ...change }
    setChosen(next)
    onChoose?.({ number: next.number, lockId: next.lockId })
  }
  return (
    <div className={css.why}>
      <div className={css.choices}>
        {of !== 'person' && (
          <Select
            {...listBox}
            label="Who"
            placeholder="Name or number"
            data={people}
            value={number ?? null}
            onChange={(value) => choose({ number: value ?? undefined })}
            searchable
            filter={({ options, search, limit }) => found(options, search, limit)}
            limit={60}
            nothingFoundMessage="Nobody of that name is known here"
          />
        )}
        {of !== 'lock' && (
          <Select
            {...listBox}
            label="Which door"
            placeholder="Name or address"
            data={doors}
            value={lockId ?? null}
            onChange={(value) => choose({ lockId: value ?? undefined })}
            searchable
            filter={({ options, search, limit }) => found(options, search, limit)}
            limit={60}
            nothingFoundMessage={locks.size === 0 ? 'The doors are not loaded yet' : 'No such door'}
          />
        )}
      </div>
      <KeyWhyMoment zone={zone} now={now} moment={moment} read={read} onChoose={setMoment} />
      {number !== undefined && lockId !== undefined ? (
        <KeyWhyAnswer
          key={`${number} ${lockId}`}
          projectId={projectId}
          keys={keys}
          number={number}
          lockId={lockId}
          now={now}
          chosen={read.kind === 'at' ? read.at : undefined}
        />
      ) : (
        <p className={css.quiet}>
          {of === 'lock'
            ? 'Choose a person, and the answer stands here.'
            : of === 'person'
              ? 'Choose a door, and the answer stands here.'
              : 'Choose a person and a door, and the answer stands here.'}
        </p>
      )}
    </div>
  )
}
