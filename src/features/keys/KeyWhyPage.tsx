import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useNow } from '#src/api/clock.ts'
import { explain } from '#src/api/explain.ts'
import { useKeys } from '#src/api/keys.ts'
import { numberBehind, personId } from '#src/domain/person.ts'
import { paths, routePaths } from '#src/paths.ts'
import { ListTrouble } from '#src/ui/feedback/ListTrouble.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconArrowLeft } from '#src/ui/icons.ts'
import { PageHead } from '#src/ui/PageHead.tsx'
import { KeyWhy } from './KeyWhy.tsx'
import css from './KeyWhy.module.css'
import { readKeyWhySearch } from './keyWhySearch.ts'
import { LocksUnread } from './LocksUnread.tsx'

const noun = ['key', 'keys'] as const

/** The question of the support desk on a page of its own: for whoever has a name and a door, from a list or a search. */
export function KeyWhyPage() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/keys/why' })
  const { person, lock } = useSearch({
    from: '/shell/p/$projectId/keys/why',
    select: readKeyWhySearch,
    structuralSharing: true,
  })
  const navigate = useNavigate({ from: routePaths.keyWhy })
  const now = useNow(1000)
  const keys = useKeys(projectId)
  const { index, version, names, pass } = keys
  const number = useMemo(() => {
    void version
    return person && numberBehind(projectId, person, index.numberOf, names.keys())
  }, [projectId, person, index, version, names])
  const isLooking = person !== undefined && !number && (!pass.complete || names.size === 0) && !keys.error
  return (
    <>
      <PageHead
        title="Why can’t somebody get in?"
        documentTitle="Why can’t somebody get in?"
        back={
          <Link {...paths.keys(projectId)}>
            <IconArrowLeft size={14} aria-hidden /> Keys
          </Link>
        }
      />
      {keys.error && (
        <ListTrouble
          trouble={explain(keys.error)}
          onRetry={keys.goOn}
          size={index.size}
          asOf={pass.asOf}
          noun={noun}
        />
      )}
      <LocksUnread keys={keys} />
      {person && !number && !isLooking && (
        <Notice tone="warn">Nobody here has the id in this address. Choose the person below.</Notice>
      )}
      <div className={css.page}>
        {isLooking ? (
          <RowsSkeleton label="Looking for the person" rows={4} />
        ) : (
          <KeyWhy
            projectId={projectId}
            keys={keys}
            now={now}
            of={undefined}
            number={number || undefined}
            lockId={lock}
            onChoose={(choice) =>
              void navigate({
                search: {
                  ...(choice.number && { person: personId(projectId, choice.number) }),
                  ...(choice.lockId && { lock: choice.lockId }),
                },
                replace: true,
                resetScroll: false,
              })
            }
          />
        )}
      </div>
    </>
  )
}
