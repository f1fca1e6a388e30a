import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useParams, useSearch } from '@tanstack/react-router'
import { useKeys } from '#src/api/keys.ts'
import { keyGet } from '#src/api/keyReads.ts'
import { lockList } from '#src/api/locks.ts'
import { explain } from '#src/api/explain.ts'
import { useRole, whose } from '#src/api/session.ts'
import { allowed } from '#src/domain/key.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconArrowLeft } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import { PageHead } from '#src/ui/PageHead.tsx'
import { KeyChangeForm } from './KeyChangeForm.tsx'
import { KeyChangeOutcome } from './KeyChangeOutcome.tsx'
import { readKeyChangeSearch } from './keyChangeSearch.ts'
import { KeyNotYours } from './KeyNotYours.tsx'

const title = 'Extend or change keys'

/** The route of a change: what is to change, and then, at the same place, what comes of it. */
export function KeyChange() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/keys/change' })
  const search = useSearch({
    from: '/shell/p/$projectId/keys/change',
    select: readKeyChangeSearch,
    structuralSharing: true,
  })
  const chosen = useLocation({ select: ({ state }) => (state.by === whose() ? state.keyIds : undefined) })
  const verdict = allowed('change', undefined, useRole())
  const ids = search.key === undefined ? (chosen ?? []) : [search.key]
  return (
    <>
      <PageHead
        title={title}
        documentTitle={title}
        back={
          search.key === undefined ? (
            <Link {...paths.keys(projectId)}>
              <IconArrowLeft size={15} aria-hidden /> Keys
            </Link>
          ) : (
            <Link {...paths.key(projectId, search.key)}>
              <IconArrowLeft size={15} aria-hidden /> The key
            </Link>
          )
        }
      />
      {!verdict.ok ? (
        <KeyNotYours projectId={projectId} reason={verdict.reason} />
      ) : search.change !== undefined ? (
        <KeyChangeOutcome key={search.change} projectId={projectId} batch={search.change} />
      ) : ids.length > 0 ? (
        <Chosen key={ids.join()} projectId={projectId} ids={ids} />
      ) : (
        <Empty
          title="No key is chosen."
          action={<LinkButton {...paths.keys(projectId)}>See all keys</LinkButton>}
        >
          Choose keys in the list, or open one, and press “Extend or change…”.
        </Empty>
      )}
    </>
  )
}

/** Waits until it is known which keys are meant. They are frozen by their ids: the list may change meanwhile. */
function Chosen({ projectId, ids }: { projectId: string; ids: readonly string[] }) {
  const keys = useKeys(projectId)
  const locks = useQuery(lockList(projectId))
  const one = useQuery({ ...keyGet(projectId, ids[0] ?? ''), enabled: ids.length === 1 })
  const found = ids.flatMap((id) => {
    const row = keys.index.rowOf(id)
    return row === undefined ? [] : [keys.index.keyAt(row)]
  })
  const isLooking = ids.length === 1 ? one.isPending : !keys.pass.complete && !keys.error
  if (locks.isPending || (found.length < ids.length && isLooking))
    return <RowsSkeleton label="Loading the keys" rows={4} />
  if (ids.length > 1 && found.length < ids.length && keys.error && !keys.pass.complete)
    return <Broken {...explain(keys.error)} onRetry={keys.goOn} />
  if (locks.isError) return <Broken {...explain(locks.error)} onRetry={() => void locks.refetch()} />
  if (found.length === 0)
    return (
      <Empty
        title={
          ids.length === 1
            ? 'Unloc knows no such key in this project.'
            : 'None of these keys is listed any more.'
        }
        action={<LinkButton {...paths.keys(projectId)}>See all keys</LinkButton>}
      >
        {one.error && !keys.pass.complete
          ? explain(one.error).title
          : 'The address may be mistyped, or it was removed.'}
      </Empty>
    )
  return (
    <KeyChangeForm projectId={projectId} keys={keys} olds={found} goneCount={ids.length - found.length} />
  )
}
