import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Button } from '@mantine/core'
import { useBlocker, useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { now, useNow } from '#src/api/clock.ts'
import type { useKeys } from '#src/api/keys.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import css from './KeyCreate.module.css'
import { isWorthKeeping, saveKeyDraft, type KeyDraft } from './keyDraft.ts'
import { formContext } from './keyFacts.ts'
import { KeyFields } from './KeyFields.tsx'
import { emptyForm, keyFormWithRules, type KeyForm } from './keyForm.ts'
import { KeyLeave } from './KeyLeave.tsx'
import { KeyOutcome } from './KeyOutcome.tsx'
import { KeyPress } from './KeyPress.tsx'
import type { RetryFrom } from './keySend.ts'
import { KeySummary } from './KeySummary.tsx'
import { KeyUnsure } from './KeyUnsure.tsx'
import { useKeySend } from './useKeySend.ts'

interface KeyCreateFormProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  draft: KeyDraft | undefined
  initial: KeyForm
  /** The address that filled the form in. */
  from: string
  /** Failed keys are tried again: those of this job, with what the form begins with when nobody has changed it. */
  retry?: RetryFrom & { values: KeyForm }
  /** What is to be known before anything else. */
  above?: ReactNode
}

/** The form: its fields, its summary with the press, its draft. */
export function KeyCreateForm({
  projectId,
  keys,
  draft,
  initial: given,
  from,
  retry,
  above,
}: KeyCreateFormProps) {
  const { locks } = keys
  const context = useMemo(() => formContext(locks), [locks])
  const [initial] = useState(given)
  const form = useForm<KeyForm>({
    defaultValues: initial,
    shouldFocusError: false,
    resolver: useMemo(() => standardSchemaResolver(keyFormWithRules(context, now)), [context]),
  })
  const send = useKeySend({ projectId, form, context, draft, retry })
  const { batch, unsure, lostAt, outcome, refusal, isDone } = send
  const [discarded, setDiscarded] = useState<KeyForm>()
  const clock = useNow(30_000)
  const navigate = useNavigate()

  /** What the address alone has filled in is nobody's work: it is neither kept nor asked about. */
  const isTouched = useCallback(
    (values: KeyForm) => draft !== undefined || JSON.stringify(values) !== JSON.stringify(initial),
    [draft, initial],
  )
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = () => {
      timer = undefined
      const values = form.getValues()
      if (isTouched(values) && !isDone())
        saveKeyDraft(projectId, { values, from, batch, unsure, lostAt }, retry?.jobId)
    }
    keep()
    // The form is not drawn for its draft: what was written is kept once the screen shows it.
    const leave = form.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer)
        timer = setTimeout(keep)
      },
    })
    const flush = () => {
      if (timer === undefined) return
      clearTimeout(timer)
      keep()
    }
    // A reload right after a letter does not wait for the timer.
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      leave()
      flush()
    }
  }, [form, isTouched, isDone, projectId, from, batch, unsure, lostAt, retry?.jobId])

  const blocker = useBlocker({
    shouldBlockFn: () => {
      const values = form.getValues()
      return isTouched(values) && !isDone() && !unsure && isWorthKeeping(values)
    },
    // A reload keeps the draft, and the browser cannot tell it from closing the tab: it would ask each time.
    enableBeforeUnload: false,
    withResolver: true,
  })

  const { press, restart } = send
  const onPress = useCallback(() => press(), [press])
  const onDiscard = useCallback(() => {
    setDiscarded(form.getValues())
    form.reset(retry?.values ?? emptyForm)
    restart()
  }, [form, retry, restart])

  return (
    <FormProvider {...form}>
      <form
        className={css.form}
        aria-label="New keys"
        noValidate
        // Enter in a field must not hand out keys: only the button sends.
        onSubmit={(event) => event.preventDefault()}
      >
        <div className={css.fields} inert={unsure}>
          <div className={css.above}>
            {above}
            {draft && !discarded && !unsure && (
              <Notice>
                This is your draft from before.{' '}
                {draft.values.asked.length > 0
                  ? `${formatNumber(draft.values.asked.length)} of its keys are asked for already.`
                  : 'Nothing of it was sent.'}
              </Notice>
            )}
            {discarded && (
              <Notice>
                The draft is discarded.{' '}
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    form.reset(discarded)
                    setDiscarded(undefined)
                  }}
                >
                  Undo
                </Button>
              </Notice>
            )}
          </div>
          <KeyFields
            keys={keys}
            context={context}
            refusal={refusal}
            now={clock}
            isRetry={retry !== undefined}
          />
        </div>
        <div className={css.side}>
          <KeySummary projectId={projectId} keys={keys} context={context} batch={batch} now={clock}>
            {outcome && (
              <KeyOutcome
                projectId={projectId}
                outcome={outcome}
                refusal={refusal}
                unsure={unsure}
                onSendWithMessage={() => send.press({ notify: true })}
              />
            )}
            {unsure && (
              <KeyUnsure
                projectId={projectId}
                values={form.getValues()}
                batch={batch}
                lostAt={lostAt}
                onResolved={send.resolve}
                onDone={() => {
                  send.finish()
                  void navigate(paths.keys(projectId))
                }}
              />
            )}
            <KeyPress
              onPress={onPress}
              onDiscard={onDiscard}
              pending={send.pending}
              unsure={unsure}
              isTold={outcome !== undefined}
              given={retry?.values}
            />
          </KeySummary>
        </div>
      </form>
      <KeyLeave
        opened={blocker.status === 'blocked'}
        onStay={() => blocker.reset?.()}
        onKeep={() => blocker.proceed?.()}
        onDiscard={() => {
          send.finish()
          blocker.proceed?.()
        }}
      />
    </FormProvider>
  )
}
