import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { keysToDoor } from '#src/api/access.ts'
import { explain } from '#src/api/explain.ts'
import { useJobRecords } from '#src/api/jobRecord.ts'
import { jobList } from '#src/api/jobs.ts'
import type { useKeys } from '#src/api/keys.ts'
import { noteRevoked, useRevokedSeen } from '#src/api/revokedSeen.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { personId } from '#src/domain/person.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { whyNot, type WhyMend } from '#src/domain/whyNot.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { ListTrouble } from '#src/ui/feedback/ListTrouble.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconBan, IconCircleCheck, IconHelpCircle } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import { KeyMay } from './KeyMay.tsx'
import css from './KeyWhy.module.css'
import {
  answerWords,
  findingSentence,
  isDoubted,
  lagWords,
  mendWords,
  nextByAnother,
  whySentence,
} from './keyWhyWords.ts'
import { personLabel } from './keyWords.ts'

interface KeyWhyAnswerProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  /** E.164. */
  number: string
  lockId: string
  now: number
  /** The chosen moment; undefined: now. */
  chosen: number | undefined
}

const icons = { opens: IconCircleCheck, closed: IconBan, untold: IconHelpCircle }
const few = 5

/** Whether a person can open a door at a moment, why not, and what mends it. */
export function KeyWhyAnswer({ projectId, keys, number, lockId, now, chosen }: KeyWhyAnswerProps) {
  const { index, version, pass, zoneOf } = keys
  const person = personId(projectId, number)
  const listed = useQuery(keysToDoor(projectId, number, lockId))
  const jobs = useQuery(jobList(projectId))
  const records = useJobRecords(projectId)
  const revokedSeen = useRevokedSeen(projectId)
  const zone = zoneOf(lockId)
  const at = chosen !== undefined && chosen > now ? chosen : now
  const isNow = at === now
  const own = useMemo(() => {
    void version
    const ids = listed.data && new Set(listed.data.ids)
    return Array.from(index.query({ personId: person, lockIds: [lockId] }, now), (row) =>
      index.keyAt(row),
    ).filter((key) => ids?.has(key.id) ?? true)
  }, [index, version, person, lockId, now, listed.data])
  const revoked = own.filter(({ state }) => state === 'revoked').map(({ id }) => id)
  const revokedIds = revoked.join()
  useEffect(() => {
    if (revokedIds) noteRevoked(projectId, revokedIds.split(','))
  }, [projectId, revokedIds])

  const known = jobs.data?.jobs ?? []
  const asks = records.flatMap(({ id, startedAt, pairs }) => {
    const isAsked = pairs.some((pair) => pair.lockId === lockId && pair.personId === person)
    const job = isAsked ? known.find((one) => one.id === id) : undefined
    return job ? [{ job, startedAt }] : []
  })
  const seen = new Map(revokedSeen)
  const verdict = whyNot({
    keys: own,
    zone,
    at,
    now,
    readAt: listed.data?.asOf,
    jobs: known,
    asks,
    revokedSeen: (id) => seen.get(id),
  })
  const complete = listed.isSuccess || pass.complete
  // A yes needs one key; a no needs them all.
  if (!complete && verdict.answer !== 'opens')
    return listed.error ? (
      <Broken {...explain(listed.error)} onRetry={() => void listed.refetch()} />
    ) : (
      <RowsSkeleton label="Asking Unloc" rows={2} />
    )

  const name = own[0] ? personLabel(own[0], keys.names).name : (keys.names.get(number) ?? formatPhone(number))
  const context = { name, door: lockNameOf(keys.locks, lockId), zone, at, now }
  const [first, ...others] = verdict.findings
  const tone = isDoubted(verdict) ? 'untold' : verdict.answer
  const Icon = icons[tone]
  const other = nextByAnother(verdict, context)
  return (
    <>
      {listed.error && (
        <ListTrouble
          trouble={explain(listed.error)}
          onRetry={() => void listed.refetch()}
          size={own.length}
          asOf={listed.data?.asOf ?? pass.asOf}
          noun={['key', 'keys']}
        />
      )}
      <div role="group" aria-label="Answer" className={css.answer} data-answer={tone}>
        <Icon size={20} stroke={1.8} aria-hidden />
        <div>
          {/* What counts the seconds is not read out at each of them. */}
          <p className={css.sentence} role={first?.why.kind === 'making' ? undefined : 'status'}>
            <strong>{answerWords(verdict, isNow)}</strong> {whySentence(verdict, context)}
            {other && ` ${other}`}
          </p>
          <p className={css.quiet}>{lagWords(verdict.answer, isNow)}</p>
          <Mend projectId={projectId} lockId={lockId} person={person} mend={verdict.mend} />
          {others.length > 0 && (
            <>
              <p className={css.othersHead}>Their other keys to this door</p>
              <ul className={css.others} aria-label="Their other keys to this door">
                {others.slice(0, few).map(
                  (finding) =>
                    finding.key && (
                      <li key={finding.key.id}>
                        <Link {...paths.key(projectId, finding.key.id)}>
                          {findingSentence(finding, context)}
                        </Link>
                      </li>
                    ),
                )}
                {others.length > few && <li className={css.quiet}>and {others.length - few} more</li>}
              </ul>
            </>
          )}
        </div>
      </div>
    </>
  )
}

interface MendProps {
  projectId: string
  lockId: string
  person: string
  mend: WhyMend | undefined
}

/** The way to what mends it. Nothing is done here: each form shows first what it is about to do. */
function Mend({ projectId, lockId, person, mend }: MendProps) {
  if (!mend) return null
  const words = mendWords(mend)
  const look = { variant: 'default', size: 'xs', className: css.mend ?? '' } as const
  switch (mend.kind) {
    case 'make':
      return (
        <KeyMay action="create">
          <LinkButton {...look} {...paths.keyCreate(projectId)} search={{ lock: lockId, person }}>
            {words}
          </LinkButton>
        </KeyMay>
      )
    case 'retry':
      return (
        <KeyMay action="create">
          <LinkButton
            {...look}
            {...paths.keyCreate(projectId)}
            search={{ retry: mend.jobId, ...(mend.again && { only: mend.again.mark }) }}
          >
            {words}
          </LinkButton>
        </KeyMay>
      )
    case 'extend':
      return (
        <KeyMay action="change">
          <LinkButton {...look} {...paths.keyChange(projectId)} search={{ key: mend.keyId }}>
            {words}
          </LinkButton>
        </KeyMay>
      )
    case 'wait':
      return (
        <LinkButton {...look} {...paths.job(projectId, mend.jobId)}>
          {words}
        </LinkButton>
      )
    case 'look':
      return (
        <LinkButton {...look} {...paths.key(projectId, mend.keyId)}>
          {words}
        </LinkButton>
      )
  }
}
