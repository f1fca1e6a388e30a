import { Button } from '@mantine/core'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { now } from '#src/api/clock.ts'
import { explain } from '#src/api/explain.ts'
import { afterWrite, type useKeys } from '#src/api/keys.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { KeyFields } from './KeyFields.tsx'
import { wipeKeyDraft } from './keyDraft.ts'
import { keyFormWithRules, toRequests, type KeyForm, type KeyFormContext } from './keyForm.ts'
import { newBatch, sendKeys } from './keySend.ts'

interface KeyCreateFormProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  initial: () => KeyForm
  from: string
}

/** The form: its shell, its fields, and the one write. */
export function KeyCreateForm({ projectId, keys, initial }: KeyCreateFormProps) {
  const { locks, zoneOf } = keys
  const context = useMemo<KeyFormContext>(
    () => ({
      hasLock: (id) => locks.has(id),
      zoneOf,
      viewerZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `zoneOf` is new at each render and reads `locks`
    [locks],
  )
  const form = useForm<KeyForm>({
    defaultValues: useState(initial)[0],
    resolver: useMemo(() => standardSchemaResolver(keyFormWithRules(context, now)), [context]),
  })
  const values = useWatch({ control: form.control }) as KeyForm
  const [batch] = useState(newBatch)
  const requests = useMemo(() => toRequests(values, context, batch), [values, context, batch])
  const navigate = useNavigate()
  const client = useQueryClient()
  const sending = useRef(false)
  const send = useMutation({
    mutationFn: (filled: KeyForm) => sendKeys(projectId, toRequests(filled, context, batch), () => undefined),
    onSuccess: async (jobs) => {
      wipeKeyDraft(projectId)
      void afterWrite(client, projectId)
      await navigate(jobs.length === 1 ? paths.job(projectId, jobs[0]!) : paths.jobs(projectId))
    },
    onSettled: () => {
      sending.current = false
    },
  })
  const press = form.handleSubmit((filled) => {
    if (sending.current) return
    sending.current = true
    send.mutate(filled)
  })
  return (
    <FormProvider {...form}>
      <form onSubmit={(event) => void press(event)} noValidate>
        <KeyFields keys={keys} />
        {send.isError && <Broken {...explain(send.error)} />}
        <Button type="submit" loading={send.isPending}>
          {requests.length === 1 ? 'Make 1 key' : `Make ${formatNumber(requests.length)} keys`}
        </Button>
      </form>
    </FormProvider>
  )
}
