import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { explain } from '#src/api/explain.ts'
import { useKeys } from '#src/api/keys.ts'
import { lockList } from '#src/api/locks.ts'
import { useRole } from '#src/api/session.ts'
import { allowed } from '#src/domain/key.ts'
import { numberBehind } from '#src/domain/person.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconArrowLeft } from '#src/ui/icons.ts'
import { PageHead } from '#src/ui/PageHead.tsx'
import css from './KeyCreate.module.css'
import { KeyCreateForm } from './KeyCreateForm.tsx'
import { listOf } from './keyCreateSearch.ts'
import { readKeyDraft } from './keyDraft.ts'
import { KeyNotYours } from './KeyNotYours.tsx'
import { prefill } from './keyPrefill.ts'
import { KeyRetry } from './KeyRetry.tsx'

/** The route of the "New keys" screen: keys from scratch, or the failed ones of a job once more. */
export function KeyCreate() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/keys/new' })
  const { retry, only } = useSearch({ from: '/shell/p/$projectId/keys/new' })
  const locks = useQuery(lockList(projectId))
  const verdict = allowed('create', undefined, useRole())
  const [title, target, back] =
    retry === undefined
      ? ['New keys', paths.keys(projectId), 'Keys']
      : ['Try failed keys again', paths.job(projectId, retry), 'The job']
  return (
    <>
      <PageHead
        title={title}
        documentTitle={title}
        back={
          <Link {...target}>
            <IconArrowLeft size={15} aria-hidden /> {back}
          </Link>
        }
      />
      {locks.isError && <Broken {...explain(locks.error)} onRetry={() => void locks.refetch()} />}
      {!verdict.ok ? (
        <KeyNotYours projectId={projectId} reason={verdict.reason} />
      ) : retry === undefined ? (
        <NewKeys projectId={projectId} />
      ) : (
        <KeyRetry key={`${retry} ${only}`} projectId={projectId} jobId={retry} only={only} />
      )}
    </>
  )
}

/** The form from scratch. What it begins with comes from a draft and from the address. */
function NewKeys({ projectId }: { projectId: string }) {
  const search = useSearch({ from: '/shell/p/$projectId/keys/new' })
  const keys = useKeys(projectId)
  const [draft] = useState(() => readKeyDraft(projectId))
  const from = `${search.lock ?? ''} ${search.person ?? ''}`.trim()
  const fresh = draft?.from !== from
  const numbers = (fresh ? listOf(search.person) : []).map((id) =>
    numberBehind(projectId, id, keys.index.numberOf, keys.names.keys()),
  )
  const unknown = numbers.filter((number) => number === undefined).length
  if (unknown > 0 && !keys.pass.complete && !keys.error)
    return <RowsSkeleton label="Looking for the person" />
  return (
    <>
      <div className={css.above}>
        {unknown > 0 && (
          <Notice tone="warn">
            The address names a person who has no key and no name here. Add the number below.
          </Notice>
        )}
      </div>
      <KeyCreateForm
        projectId={projectId}
        keys={keys}
        draft={draft}
        initial={prefill(draft?.values, fresh ? listOf(search.lock) : [], numbers)}
        from={from}
      />
    </>
  )
}
