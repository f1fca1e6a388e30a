import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import { isLive, untoldState } from '#src/domain/key.ts'
import { formatNumber } from '#src/domain/time.ts'
import { KeyMay } from '#src/features/keys/KeyMay.tsx'
import { KeyBadge } from '#src/features/keys/KeyBadge.tsx'
import { KeySelectionBar } from '#src/features/keys/KeySelectionBar.tsx'
import { KeysTable } from '#src/features/keys/KeysTable.tsx'
import { stateWord } from '#src/features/keys/keyWords.ts'
import { paths, routePaths } from '#src/paths.ts'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import type { PersonFacts, PersonKey } from './personFacts.ts'
import css from './PersonPage.module.css'
import type { PersonSearch } from './personSearch.ts'

interface PersonKeysProps {
  projectId: string
  personId: string
  name: string
  keys: ReturnType<typeof useKeys>
  now: number
  /** The person's keys, in order: as rows of the index, and read. */
  rows: Uint32Array
  own: PersonKey[]
  facts: PersonFacts
  search: PersonSearch
  complete: boolean
  loading: boolean
  broken: boolean
}

/** The keys of one person: the live ones, all, or those in one state. */
export function PersonKeys(props: PersonKeysProps) {
  const { projectId, personId, name, keys, now, rows, own, facts, search, complete, loading } = props
  const navigate = useNavigate({ from: routePaths.person })
  const chosen = search.keys
  const shown = useMemo(
    () =>
      rows.filter((_, i) => {
        const state = own[i]?.state
        return chosen === 'all' || (chosen ? (state ?? untoldState) === chosen : isLive(state))
      }),
    [rows, own, chosen],
  )
  const onSearch = (change: { [K in keyof PersonSearch]: PersonSearch[K] | undefined }) =>
    void navigate({ search: (old) => ({ ...old, ...change }) as PersonSearch, resetScroll: false })
  const count = (n: number) => `${formatNumber(n)}${complete ? '' : '+'}`
  // A chosen state stays to be seen, and to be left, when its last key has gone from it.
  const states =
    chosen && chosen !== 'all' && !facts.states.some(([state]) => state === chosen)
      ? [...facts.states, [chosen, 0] as const]
      : facts.states
  const create = (
    <KeyMay action="create">
      <LinkButton variant="default" {...paths.keyCreate(projectId)} search={{ person: personId }}>
        New key for this person
      </LinkButton>
    </KeyMay>
  )

  return (
    <section>
      <div className={css.keysHead}>
        <h2>Keys</h2>
        <div role="group" aria-label="Which keys" className={css.which}>
          <button type="button" aria-pressed={!chosen} onClick={() => onSearch({ keys: undefined })}>
            Live <span>{count(facts.live)}</span>
          </button>
          <button type="button" aria-pressed={chosen === 'all'} onClick={() => onSearch({ keys: 'all' })}>
            All <span>{count(own.length)}</span>
          </button>
          {states.map(([state, number]) => (
            <button
              key={state}
              type="button"
              aria-pressed={chosen === state}
              onClick={() => onSearch({ keys: state })}
            >
              <KeyBadge state={state} /> <span>{count(number)}</span>
            </button>
          ))}
        </div>
      </div>
      <KeysTable
        projectId={projectId}
        keys={keys}
        rows={shown}
        now={now}
        of="person"
        question={search}
        label={`Keys of ${name}`}
        sort={search.sort ? { column: search.sort, descending: search.order === 'desc' } : undefined}
        onSort={({ column, descending }) =>
          onSearch({ sort: column, order: descending ? 'desc' : undefined })
        }
        empty={
          !complete && loading ? (
            <RowsSkeleton label="Loading keys" rows={4} />
          ) : own.length === 0 ? (
            (complete || !props.broken) && (
              <Empty title="No keys for this person yet." action={create}>
                Unloc has a name for this person. Keys that they are given are listed here.
              </Empty>
            )
          ) : chosen ? (
            <Empty title={`No key of this person is “${stateWord(chosen)}” now.`}>
              All of their keys are listed under All.
            </Empty>
          ) : (
            <Empty title="No live key of this person." action={create}>
              Their keys have expired, were revoked or could not be made. All of them are listed under All.
            </Empty>
          )
        }
      />
      <KeySelectionBar projectId={projectId} keys={keys} rows={shown} />
    </section>
  )
}
