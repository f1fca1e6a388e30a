import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { explain } from '#src/api/explain.ts'
import { useKeys } from '#src/api/keys.ts'
import { personNames } from '#src/api/people.ts'
import { numberBehind } from '#src/domain/person.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconArrowLeft } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import { PageHead } from '#src/ui/PageHead.tsx'
import { OnePerson } from './OnePerson.tsx'

/** Everything about one person. The address holds an opaque id, so who it is must be found first. */
export function PersonPage() {
  const { projectId, personId } = useParams({ from: '/shell/p/$projectId/people/$personId' })
  const keys = useKeys(projectId)
  const named = useQuery(personNames(projectId))
  const { index, version, names, pass } = keys
  const number = useMemo(() => {
    void version
    return numberBehind(projectId, personId, index.numberOf, names.keys())
  }, [projectId, personId, index, version, names])
  const back = (
    <Link {...paths.keys(projectId)}>
      <IconArrowLeft size={14} aria-hidden /> Keys
    </Link>
  )
  if (number !== undefined)
    return (
      <OnePerson
        key={number}
        projectId={projectId}
        personId={personId}
        number={number}
        keys={keys}
        back={back}
      />
    )
  const error = keys.error ?? named.error
  return (
    <>
      {/* No name and no number: the titles of tabs end up in the browser's history. */}
      <PageHead title="Person" documentTitle="Person" back={back} />
      {error && !keys.loading && !named.isFetching ? (
        <Broken
          {...explain(error)}
          onRetry={() => {
            if (keys.error) keys.goOn()
            if (named.error) void named.refetch()
          }}
        />
      ) : !pass.complete || named.isPending || named.isFetching ? (
        <RowsSkeleton label="Looking for the person" rows={6} />
      ) : (
        <Empty
          title="No key and no name here has this id."
          action={<LinkButton {...paths.keys(projectId)}>See all keys</LinkButton>}
        >
          All keys and all names of this project were looked through. The address may be mistyped or belong to
          another project, or Unloc no longer lists the keys of this person.
        </Empty>
      )}
    </>
  )
}
