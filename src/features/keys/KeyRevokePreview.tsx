import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { keyStore } from '#src/api/keys.ts'
import type { Key } from '#src/contract/key.ts'
import { keyUserId } from '#src/domain/key.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { formatList, formatNumber } from '#src/domain/time.ts'
import { focusOnMount } from '#src/ui/focusOnMount.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import type { KeyRevokeRun } from './keyRevoke.ts'
import { countConfirmed, sharedConfirmed, wantsCount } from './keyRevokeTarget.ts'
import css from './KeyRevoke.module.css'
import { KeyRevokeShared } from './KeyRevokeShared.tsx'
import { counted, personLabel, stateWord } from './keyWords.ts'
import { personTeller } from './keyPersonWords.ts'

interface KeyRevokePreviewProps {
  projectId: string
  revoke: KeyRevokeRun
  onClose: () => void
}

/** Says in one sentence what will happen to whom, with the numbers, and what the call cannot reach. */
export function KeyRevokePreview({ projectId, revoke, onClose }: KeyRevokePreviewProps) {
  const { preview, target, subprojectKeys, spare, drift, shared, count } = revoke
  const { locks, names } = keyStore(projectId)
  const [typed, setTyped] = useState('')
  const [sharedTyped, setSharedTyped] = useState('')
  const checking = revoke.phase === 'checking'
  const filtered = target.kind !== 'keys'
  const lockName = (id: string) => (id ? lockNameOf(locks, id) : 'No lock told')
  const { keyOf, whoIs } = useMemo(
    () => ({
      keyOf: new Map(preview.live.map((key) => [keyUserId(key) ?? '', key])),
      whoIs: personTeller(preview.live, names),
    }),
    [preview, names],
  )
  const personName = (number: string) => {
    const key = keyOf.get(number)
    return key ? whoIs(key) : (names.get(number) ?? (number ? formatPhone(number) : 'No person told'))
  }
  const mustType = wantsCount(count)
  const ready =
    (count > 0 || shared) &&
    countConfirmed(count, typed) &&
    (!shared || sharedConfirmed(target, sharedTyped, lockName))
  const upTo = filtered ? 'up to ' : ''
  const people = counted(preview.byPerson.size, 'person', 'people')
  const doors = counted(preview.byLock.size, 'lock')
  const sentence =
    count === 0
      ? 'There is nothing to take back: none of these keys can open a door now or later.'
      : target.kind === 'people'
        ? `Takes back ${upTo}${counted(count, 'key')} of ${few(target.numbers.map(personName))}, on ${doors}.`
        : target.kind === 'locks'
          ? `Takes back ${upTo}${counted(count, 'key')} to ${few(target.ids.map(lockName))}, from ${people}.`
          : `Takes back ${counted(count, 'key')} from ${few([...preview.byPerson.keys()].map(personName))}, on ${doors}.`
  const keyWords = (key: Key) =>
    `${personLabel(key, names).name} to ${lockName(key.lockId ?? '')} (${stateWord(key.state ?? 'unknown').toLowerCase()})`

  return (
    <div className={css.body}>
      {drift && (
        <div role="alert">
          <Notice tone="warn">
            This changed while you were reading. Nothing was sent; look at the new numbers.
            {drift.words && (
              <p>
                The gateway said: <q>{drift.words}</q>
              </p>
            )}
            {drift.added.length > 0 && (
              <p>
                {counted(drift.added.length, 'key')} more: {few(drift.added.map(keyWords))}.
              </p>
            )}
            {drift.gone.length > 0 && (
              <p>
                {counted(drift.gone.length, 'key')} fewer: {few(drift.gone.map(keyWords))}.
              </p>
            )}
          </Notice>
        </div>
      )}
      <p className={css.sentence}>{sentence}</p>
      {count > 0 && (
        <div className={css.tallies}>
          <Tally title="By lock" counts={preview.byLock} name={lockName} />
          <Tally title="By person" counts={preview.byPerson} name={personName} />
          <Tally title="By state" counts={preview.byState} name={stateWord} />
        </div>
      )}
      {preview.notRevocable.length > 0 && (
        <details className={css.left}>
          <summary>
            {counted(preview.notRevocable.length, 'key')} of these{' '}
            {preview.notRevocable.length === 1 ? 'is' : 'are'} left as{' '}
            {preview.notRevocable.length === 1 ? 'it is' : 'they are'}
          </summary>
          <ul>
            {[...countReasons(preview.notRevocable)].map(([reason, number]) => (
              <li key={reason}>
                {formatNumber(number)} × {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {filtered && (
        <details className={css.left}>
          <summary>Keys from access groups, doorbell lists and other users stay</summary>
          <ul>
            <li>
              Unloc does not tell the kinds of keys apart, so this says “up to”. What stayed is listed
              afterwards.
            </li>
            <li>Keys from an access group stay until the person or the lock is taken out of the group.</li>
            <li>Keys from a doorbell list stay until the person is taken off that list.</li>
            <li>Keys that people shared are taken back by a call of their own, below.</li>
          </ul>
        </details>
      )}
      {filtered && subprojectKeys !== undefined && subprojectKeys > 0 && (
        <Checkbox
          checked={spare}
          disabled={checking}
          onChange={(event) => revoke.setSpare(event.currentTarget.checked)}
          label={`Spare the ${counted(subprojectKeys, 'Subproject key')} among them`}
        />
      )}
      {filtered && (
        <KeyRevokeShared
          revoke={revoke}
          name={target.kind === 'people' ? personName : lockName}
          typed={sharedTyped}
          onTyped={setSharedTyped}
        />
      )}
      {count > 0 && (
        <p className={css.small}>
          Unloc tells the holders that their keys are gone. A lock or phone that is offline may lag behind.
        </p>
      )}
      {mustType && (
        <TextInput
          label={`Type ${String(count)} to confirm`}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          className={css.typed}
        />
      )}
      <div className={css.actions}>
        {/* Always there and without a width of its own: what it says must not move the buttons from under a press. */}
        <p role="status" className={css.checking}>
          {checking && 'Looking whether anything changed'}
          {checking && (revoke.listed > 0 ? `: ${counted(revoke.listed, 'key')} so far` : '…')}
        </p>
        <Button variant="default" onClick={onClose} ref={focusOnMount} data-autofocus>
          {count > 0 ? 'Keep the keys' : 'Close'}
        </Button>
        {(count > 0 || shared) && (
          <Button color="red" disabled={!ready} loading={checking} onClick={() => void revoke.send()}>
            {count === 0
              ? 'Revoke shared keys'
              : `Revoke ${upTo}${counted(count, 'key')}${shared ? ' and shared keys' : ''}`}
          </Button>
        )}
      </div>
    </div>
  )
}

const shown = 5

function Tally({
  title,
  counts,
  name,
}: {
  title: string
  counts: Map<string, number>
  name: (id: string) => string
}) {
  const sorted = [...counts].sort((a, b) => b[1] - a[1])
  return (
    <section>
      <h3>
        {title} <span>{formatNumber(counts.size)}</span>
      </h3>
      <ul>
        {sorted.slice(0, shown).map(([id, number]) => (
          <li key={id}>
            <span>{name(id)}</span>
            <span>{formatNumber(number)}</span>
          </li>
        ))}
      </ul>
      {sorted.length > shown && <p>and {formatNumber(sorted.length - shown)} more</p>}
    </section>
  )
}

function few(names: string[]): string {
  return names.length > 3
    ? formatList([...names.slice(0, 2), `${formatNumber(names.length - 2)} others`])
    : formatList(names)
}

function countReasons(left: { reason: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { reason } of left) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return counts
}
