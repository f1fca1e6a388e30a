import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useKeys } from '#src/api/keys.ts'
import { personId } from '#src/domain/person.ts'
import { PageHead } from '#src/ui/PageHead.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { KeyCreateForm } from './KeyCreateForm.tsx'
import { listOf } from './keyCreateSearch.ts'
import { readKeyDraft } from './keyDraft.ts'
import { emptyForm, numbersOf, type KeyForm } from './keyForm.ts'

/** The route of the "New keys" screen: what it begins with comes from a draft and from the address. */
export function KeyCreate() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/keys/new' })
  const search = useSearch({ from: '/shell/p/$projectId/keys/new' })
  const keys = useKeys(projectId)
  const [draft] = useState(() => readKeyDraft(projectId))
  const from = `${search.lock ?? ''} ${search.person ?? ''}`.trim()
  const asked = draft?.from === from ? [] : listOf(search.person)
  const numbers = asked.map((id) => keys.index.numberOf(id) ?? nameNumber(id))
  const waits = numbers.includes(undefined) && keys.loading && !keys.pass.complete

  function nameNumber(id: string) {
    return [...keys.names.keys()].find((number) => personId(projectId, number) === id)
  }
  const initial = (): KeyForm => {
    const values = draft?.values ?? emptyForm
    if (draft?.from === from) return values
    const there = numbersOf(values.people)
    return {
      ...values,
      lockIds: [...new Set([...values.lockIds, ...listOf(search.lock)])],
      people: [
        ...values.people,
        ...numbers
          .filter((number) => number !== undefined && !there.includes(number))
          .map((number) => ({ text: number!, number: number! })),
      ],
    }
  }
  return (
    <>
      <PageHead title="New keys" documentTitle="New keys" />
      {waits ? (
        <RowsSkeleton label="Looking for the person" />
      ) : (
        <KeyCreateForm projectId={projectId} keys={keys} initial={initial} from={from} />
      )}
    </>
  )
}
