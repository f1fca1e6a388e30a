import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { ApiError } from '#src/api/error.ts'
import { afterWrite } from '#src/api/keyWrites.ts'
import { paths } from '#src/paths.ts'
import { wipeKeyDraft, type KeyDraft } from './keyDraft.ts'
import { pairOf, toRequests, type KeyForm, type KeyFormContext } from './keyForm.ts'
import { errorPaths, firstPlace, showPlace } from './keyPlaces.ts'
import { correctedFrom } from './keyRecipient.ts'
import { noRefusal, readRefusal } from './keyRefusal.ts'
import { newBatch, retryKeys, sendKeys, type RetryFrom, type Sent } from './keySend.ts'

interface KeySendOptions {
  projectId: string
  form: UseFormReturn<KeyForm>
  context: KeyFormContext
  draft: KeyDraft | undefined
  /** The failed keys that the form tries again. */
  retry: RetryFrom | undefined
}

/** The one write of the form, and what came of it. A press sends once; a lost answer is never sent again by itself. */
export function useKeySend({ projectId, form, context, draft, retry }: KeySendOptions) {
  const [batch, setBatch] = useState(() => draft?.batch ?? newBatch())
  const [unsure, setUnsure] = useState(draft?.unsure ?? false)
  const [lostAt, setLostAt] = useState(draft?.lostAt)
  const [refusal, setRefusal] = useState(noRefusal)
  const [outcome, setOutcome] = useState<Sent>()
  const navigate = useNavigate()
  const client = useQueryClient()
  /** Set at once, since a second press comes before the next render. */
  const busy = useRef(false)
  /** Nothing is left to keep or to ask about. */
  const done = useRef(false)

  const finish = () => {
    done.current = true
    wipeKeyDraft(projectId, retry?.jobId)
  }
  const forget = () => {
    setOutcome(undefined)
    setRefusal(noRefusal)
  }

  const send = useMutation({
    mutationFn: (filled: KeyForm) => {
      const keys = toRequests(filled, context, batch)
      return retry
        ? retryKeys(client, projectId, keys, retry, correctedFrom(filled))
        : sendKeys(projectId, keys)
    },
    onSuccess: async (sent, filled) => {
      if (sent.settled) {
        setOutcome(sent)
        return form.setValue('asked', [...filled.asked, ...sent.settled.map(pairOf)])
      }
      void afterWrite(client, projectId, sent.keys)
      if (!sent.failed) {
        finish()
        const [job] = sent.jobs
        return navigate(job === undefined ? paths.jobs(projectId) : paths.job(projectId, job))
      }
      const { error, keys, at } = sent.failed
      setOutcome(sent)
      form.setValue('asked', [...filled.asked, ...sent.keys.map(pairOf)])
      if (!(error instanceof ApiError)) return
      if (error.maybeApplied) {
        setLostAt(at)
        return setUnsure(true)
      }
      const read = readRefusal(error.invalidParams, keys, filled)
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

  /** Judges the form and sends it; what is wrong is shown and focused instead. */
  const press = (change: Partial<KeyForm> = {}) => {
    if (busy.current || unsure) return
    busy.current = true
    forget()
    for (const [name, value] of Object.entries(change)) form.setValue(name as keyof KeyForm, value)
    void form.handleSubmit(
      (filled) => send.mutate(filled),
      (errors) => {
        busy.current = false
        showPlace(firstPlace(errorPaths(errors), form.getValues(), new Map()))
      },
    )()
  }

  return {
    press,
    pending: send.isPending,
    batch,
    unsure,
    lostAt,
    refusal,
    outcome,
    /** Whether the form is spent: sent, or thrown away. */
    isDone: useCallback(() => done.current, []),
    finish,
    /** After a look: these pairs exist, the rest may be sent. */
    resolve: (asked: string[]) => {
      form.setValue('asked', asked)
      setUnsure(false)
      setOutcome(undefined)
    },
    /** A new press of another form: nothing of the old one is carried along. */
    restart: () => {
      forget()
      setBatch(newBatch())
    },
  }
}
