import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { FormProvider, useForm, useWatch, type FieldErrors } from 'react-hook-form'
import { now, useNow } from '#src/api/clock.ts'
import { ApiError } from '#src/api/error.ts'
import { explain } from '#src/api/explain.ts'
import { afterWrite, type useKeys } from '#src/api/keys.ts'
import { lockZone } from '#src/domain/lock.ts'
import { formatList, formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import css from './KeyCreate.module.css'
import { isWorthKeeping, saveKeyDraft, wipeKeyDraft, type KeyDraft } from './keyDraft.ts'
import { usualZone } from './keyFacts.ts'
import { KeyFields } from './KeyFields.tsx'
import {
  countKeys,
  emptyForm,
  keyFormWithRules,
  pairOf,
  toRequests,
  type KeyForm,
  type KeyFormContext,
} from './keyForm.ts'
import { KeyLeave } from './KeyLeave.tsx'
import { firstPlace, sectionsOf, showPlace } from './keyPlaces.ts'
import { noRefusal, readRefusal } from './keyRefusal.ts'
import { newBatch, sendKeys, type Sent } from './keySend.ts'
import { KeySummary } from './KeySummary.tsx'
import { KeyUnsure } from './KeyUnsure.tsx'

interface KeyCreateFormProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  draft: KeyDraft | undefined
  initial: KeyForm
  from: string
}

/** The form: its fields, its summary, its draft, and the one write. */
export function KeyCreateForm({ projectId, keys, draft, initial, from }: KeyCreateFormProps) {
  const { locks } = keys
  const context = useMemo<KeyFormContext>(
    () => ({
      hasLock: (id) => locks.has(id),
      zoneOf: (id) => {
        const lock = locks.get(id)
        return lock && lockZone(lock)
      },
      spareZone:
        usualZone([...locks.values()].map(lockZone)) ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    [locks],
  )
  const form = useForm<KeyForm>({
    defaultValues: initial,
    shouldFocusError: false,
    resolver: useMemo(() => standardSchemaResolver(keyFormWithRules(context, now)), [context]),
  })
  const values = useWatch({ control: form.control }) as KeyForm
  const [batch, setBatch] = useState(() => draft?.batch ?? newBatch())
  const [unsure, setUnsure] = useState(draft?.unsure ?? false)
  const [refusal, setRefusal] = useState(noRefusal)
  const [outcome, setOutcome] = useState<Sent>()
  const [discarded, setDiscarded] = useState<KeyForm>()
  const clock = useNow(30_000)
  const navigate = useNavigate()
  const client = useQueryClient()
  /** Set at once, since a second press comes before the next render. */
  const busy = useRef(false)
  const done = useRef(false)

  useEffect(() => {
    if (!done.current) saveKeyDraft(projectId, { values, from, batch, unsure })
  }, [projectId, values, from, batch, unsure])

  const blocker = useBlocker({
    shouldBlockFn: () => !done.current && !unsure && isWorthKeeping(form.getValues()),
    enableBeforeUnload: false,
    withResolver: true,
  })
  const finish = () => {
    done.current = true
    wipeKeyDraft(projectId)
  }

  const send = useMutation({
    mutationFn: (filled: KeyForm) => sendKeys(projectId, toRequests(filled, context, batch)),
    onSuccess: async (sent, filled) => {
      void afterWrite(client, projectId)
      if (!sent.failed) {
        finish()
        const [job, ...more] = sent.jobs
        await navigate(
          job !== undefined && more.length === 0 ? paths.job(projectId, job) : paths.jobs(projectId),
        )
        return
      }
      setOutcome(sent)
      form.setValue('asked', [...filled.asked, ...sent.keys.map(pairOf)])
      const { error, keys: refused } = sent.failed
      if (!(error instanceof ApiError)) return
      if (error.maybeApplied) return setUnsure(true)
      const read = readRefusal(error.invalidParams, refused, filled)
      setRefusal(read)
      for (const { path, message } of read.problems)
        form.setError(path.join('.') as keyof KeyForm, { type: 'server', message })
      showPlace(
        firstPlace(
          read.problems.map(({ path }) => path),
          filled,
          read.people,
        ),
      )
    },
    onSettled: () => {
      busy.current = false
    },
  })

  const press = (change: Partial<KeyForm> = {}) => {
    if (busy.current || unsure) return
    busy.current = true
    setOutcome(undefined)
    setRefusal(noRefusal)
    for (const [name, value] of Object.entries(change)) form.setValue(name as keyof KeyForm, value)
    void form.handleSubmit(
      (filled) => send.mutate(filled),
      (errors) => {
        busy.current = false
        showPlace(firstPlace(pathsOf(errors), form.getValues(), new Map()))
      },
    )()
  }

  const count = countKeys(values)
  const troubled = form.formState.isSubmitted ? sectionsOf(pathsOf(form.formState.errors)) : []
  const failed = outcome?.failed
  const refusedWords = failed?.error instanceof ApiError ? failed.error.words : undefined

  return (
    <FormProvider {...form}>
      <form
        className={css.form}
        aria-label="New keys"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          press()
        }}
      >
        <div className={css.fields}>
          {discarded && (
            <Notice>
              The draft is discarded.{' '}
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  form.reset(discarded)
                  setDiscarded(undefined)
                }}
              >
                Undo
              </Button>
            </Notice>
          )}
          <KeyFields keys={keys} context={context} refusal={refusal} now={clock} />
        </div>
        <div className={css.side}>
          <KeySummary projectId={projectId} keys={keys} context={context} batch={batch} now={clock}>
            {outcome && outcome.keys.length > 0 && (
              <Notice>
                {formatNumber(outcome.keys.length)} keys were asked for before the trouble:{' '}
                {outcome.jobs.map((job, i) => (
                  <Link key={job} {...paths.job(projectId, job)}>
                    job {i + 1}
                  </Link>
                ))}
                . A press sends only what is left.
              </Notice>
            )}
            {failed && !unsure && refusal.problems.length === 0 && <Broken {...explain(failed.error)} />}
            {refusal.problems.length > 0 && (
              <Notice tone="error">
                Unloc refused this, and none of {outcome?.keys.length ? 'the remaining' : 'the'} keys was
                made.
                {refusedWords && (
                  <>
                    {' '}
                    It said: <q>{refusedWords}</q>
                  </>
                )}
                {refusal.notify && (
                  <p className={css.offer}>
                    It does not take the wish to send no message.{' '}
                    <Button size="compact-sm" variant="default" onClick={() => press({ notify: true })}>
                      Send with the message
                    </Button>
                  </p>
                )}
              </Notice>
            )}
            {unsure && (
              <KeyUnsure
                projectId={projectId}
                values={values}
                batch={batch}
                onResolved={(asked) => {
                  form.setValue('asked', asked)
                  setUnsure(false)
                  setOutcome(undefined)
                }}
                onDone={() => {
                  finish()
                  void navigate(paths.keys(projectId))
                }}
              />
            )}
            <div className={css.press}>
              <Button
                type="submit"
                size="md"
                loading={send.isPending}
                disabled={unsure}
                aria-describedby="press-why"
              >
                {count === 0 ? 'Make keys' : `Make ${formatNumber(count)} ${count === 1 ? 'key' : 'keys'}`}
              </Button>
              {isWorthKeeping(values) && !unsure && (
                <Button
                  variant="subtle"
                  color="gray"
                  disabled={send.isPending}
                  onClick={() => {
                    setDiscarded(values)
                    form.reset(emptyForm)
                    setBatch(newBatch())
                    setOutcome(undefined)
                    setRefusal(noRefusal)
                  }}
                >
                  Discard
                </Button>
              )}
            </div>
            <p id="press-why" className={css.why} role="status">
              {unsure
                ? 'Look first what came of the last press.'
                : troubled.length > 0 && refusal.problems.length === 0
                  ? `Not sent. Look at ${formatList(troubled)}.`
                  : ''}
            </p>
          </KeySummary>
        </div>
      </form>
      <KeyLeave
        opened={blocker.status === 'blocked'}
        onStay={() => blocker.reset?.()}
        onKeep={() => blocker.proceed?.()}
        onDiscard={() => {
          finish()
          blocker.proceed?.()
        }}
      />
    </FormProvider>
  )
}

/** The places of the form's errors, in the order of the fields. */
function pathsOf(errors: FieldErrors<KeyForm>): (string | number)[][] {
  const order: (keyof KeyForm)[] = ['people', 'lockIds', 'start', 'end', 'hours', 'notify', 'note']
  return order.flatMap((name): (string | number)[][] => {
    const error = errors[name]
    if (!error) return []
    if (name !== 'hours' || !Array.isArray(error)) return [[name]]
    return error.flatMap((row: object | undefined, i) =>
      row ? Object.keys(row).map((part) => ['hours', i, part]) : [],
    )
  })
}
