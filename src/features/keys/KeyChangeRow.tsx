import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ChangePair } from '#src/api/changeRecord.ts'
import type { useKeys } from '#src/api/keys.ts'
import { keyUserId } from '#src/domain/key.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { numberAskedFor } from '#src/domain/person.ts'
import { formatPhone } from '#src/domain/phone.ts'
import type { ReplaceKind, ReplaceStep } from '#src/domain/replace.ts'
import { paths } from '#src/paths.ts'
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconHelpCircle,
  IconKey,
  IconLoader2,
} from '#src/ui/icons.ts'
import css from './KeyChangeOutcome.module.css'
import { stepTones, stepWords } from './keyChangeWords.ts'
import list from './KeyResults.module.css'
import { personLabel } from './keyWords.ts'

const icons: Record<ReplaceKind, typeof IconCheck> = {
  waiting: IconCircleDashed,
  asked: IconCircleDashed,
  making: IconLoader2,
  works: IconKey,
  replaced: IconCheck,
  made: IconCheck,
  both: IconAlertTriangle,
  unsure: IconHelpCircle,
  stays: IconAlertTriangle,
  differs: IconAlertTriangle,
  unknown: IconHelpCircle,
}

interface KeyChangeRowProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  pair: ChangePair
  step: ReplaceStep
  onRevoke: () => void
}

/** One key of a change: whose it is, where it stands, and both keys to look at. */
export function KeyChangeRow({ projectId, keys, pair, step, onRevoke }: KeyChangeRowProps) {
  const { index, names, locks } = keys
  const row = index.rowOf(pair.oldId)
  const old = row === undefined ? undefined : index.keyAt(row)
  const number =
    (old && keyUserId(old)) ?? index.numberOf(pair.personId) ?? numberAskedFor(projectId, pair.personId)
  const known = number === undefined ? undefined : formatPhone(number)
  const { name, below } = old
    ? personLabel(old, names)
    : { name: (number && names.get(number)) ?? known ?? 'Somebody', below: undefined }
  const Icon = icons[step.kind]
  const { said, why } = stepWords(step)
  const newId = 'newId' in step ? step.newId : pair.newId
  return (
    <li data-tone={stepTones[step.kind]}>
      <span className={css.who}>
        {name}
        {below && <span className="numbers">{below}</span>}
        <span>{lockNameOf(locks, pair.lockId)}</span>
      </span>
      <span className={list.result}>
        <Icon size={15} stroke={2} aria-hidden />
        {said}
      </span>
      {why && <span className={list.why}>{why}</span>}
      <span className={css.links}>
        {newId && <Link {...paths.key(projectId, newId)}>New key</Link>}
        <Link {...paths.key(projectId, pair.oldId)}>Old key</Link>
        {pair.job && <Link {...paths.job(projectId, pair.job)}>Job</Link>}
        {(step.kind === 'both' || step.kind === 'unsure') && (
          <Button size="compact-sm" variant="outline" color="red" onClick={onRevoke}>
            Revoke the old one
          </Button>
        )}
      </span>
    </li>
  )
}
