import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { explain } from '#src/api/explain.ts'
import { useKeys } from '#src/api/keys.ts'
import { lockList } from '#src/api/locks.ts'
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
import { prefill } from './keyPrefill.ts'

/** The route of the "New keys" screen. What it begins with comes from a draft and from the address. */
export function KeyCreate() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/keys/new' })
  const search = useSearch({ from: '/shell/p/$projectId/keys/new' })
  const keys = useKeys(projectId)
  const locks = useQuery(lockList(projectId))
  const [draft] = useState(() => readKeyDraft(projectId))
  const from = `${search.lock ?? ''} ${search.person ?? ''}`.trim()
  const fresh = draft?.from !== from
  const numbers = (fresh ? listOf(search.person) : []).map((id) =>
    numberBehind(projectId, id, keys.index.numberOf, keys.names.keys()),
  )
  const unknown = numbers.filter((number) => number === undefined).length
  const waits = unknown > 0 && !keys.pass.complete && !keys.error
  return (
    <>
      <PageHead
        title="New keys"
        documentTitle="New keys"
        back={
          <Link {...paths.keys(projectId)}>
            <IconArrowLeft size={15} aria-hidden /> Keys
          </Link>
        }
      />
      {locks.isError && <Broken {...explain(locks.error)} onRetry={() => void locks.refetch()} />}
      {waits ? (
        <RowsSkeleton label="Looking for the person" />
      ) : (
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
      )}
    </>
  )
}
