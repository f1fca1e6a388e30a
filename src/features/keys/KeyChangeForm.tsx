import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Button, Checkbox, Switch, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { now, useNow } from '#src/api/clock.ts'
import { useChanges } from '#src/api/changeRecord.ts'
import { type useKeys } from '#src/api/keys.ts'
import { afterWrite } from '#src/api/keyWrites.ts'
import { startReplace } from '#src/api/replace.ts'
import type { Key } from '#src/contract/key.ts'
import { opensDoor, stateAt } from '#src/domain/key.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import {
  changeLimit,
  changeSentence,
  changeTypedFrom,
  changeValues,
  countSooner,
  counting,
  keepAll,
  planChange,
  type ChangeModes,
} from './keyChange.ts'
import css from './KeyChange.module.css'
import { KeyChangeLeft } from './KeyChangeLeft.tsx'
import { KeyChangeNotice } from './KeyChangeNotice.tsx'
import { KeyChangeNow } from './KeyChangeNow.tsx'
import { KeyChangeTimes } from './KeyChangeTimes.tsx'
import formCss from './KeyCreate.module.css'
import { formContext } from './keyFacts.ts'
import fieldsCss from './KeyFields.module.css'
import { KeyForm, keyFormProblems, type KeyFormContext } from './keyForm.ts'
import { errorPaths, firstPlace, showPlace } from './keyPlaces.ts'
import { newBatch, sendKeys } from './keySend.ts'
import { counted } from './keyWords.ts'

interface KeyChangeFormProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  olds: readonly Key[]
  /** Chosen keys that are not listed any more. */
  goneCount: number
}

/** Which keys, what they are now, what is to change, and what a press will do. */
export function KeyChangeForm({ projectId, keys, olds: given, goneCount }: KeyChangeFormProps) {
  const { locks } = keys
  const [ids] = useState(() => given.map(({ id }) => id))
  // Frozen by id; their states go on.
  const olds = ids.map((id) => given.find((key) => key.id === id)).filter((key) => key !== undefined)
  const context = useMemo(() => formContext(locks), [locks])
  const [modes, setModes] = useState<ChangeModes>(keepAll)
  const [isAgain, setIsAgain] = useState(false)
  const [typed, setTyped] = useState('')
  const [batch] = useState(newBatch)
  const [initial] = useState(() => changeValues(given))
  const form = useForm<KeyForm>({
    defaultValues: initial,
    shouldFocusError: false,
    resolver: useMemo(() => standardSchemaResolver(changeRules(modes, context)), [modes, context]),
  })
  const values = useWatch({ control: form.control }) as KeyForm
  const clock = useNow(10_000)
  const client = useQueryClient()
  const navigate = useNavigate()
  /** Set at once, since a second press comes before the next render. */
  const busy = useRef(false)

  const changes = useChanges(projectId)
  const busyIds = new Set(
    changes
      .filter((other) => !other.isOver && other.batch !== batch)
      .flatMap(({ pairs }) => pairs.flatMap(({ oldId, oldEnd }) => (oldEnd ? [] : [oldId]))),
  )
  const options = { isAgain, batch, busyIds }
  const plan = planChange(olds, values, modes, options, context, clock)
  const count = plan.replacements.length
  const isChange = modes.start !== 'keep' || modes.end !== 'keep' || modes.hours !== 'keep'
  const problems = changeProblems(values, modes, context, clock)
  const sooner = countSooner(plan)
  const isTooMany = count > changeLimit
  const mustType = count >= changeTypedFrom
  const isTyped = !mustType || typed.replace(/\D/g, '') === String(count)
  const opens = plan.replacements.some(
    ({ old, hasOld }) => hasOld && opensDoor(stateAt(old, keys.zoneOf(old.lockId), clock)),
  )

  const press = () => {
    if (busy.current) return
    busy.current = true
    void form.handleSubmit(
      (filled) => {
        // As of this moment: a start may have come since it was drawn.
        const { replacements } = planChange(olds, filled, modes, options, context, now())
        busy.current = replacements.length > 0
        if (replacements.length === 0) return
        startReplace(projectId, batch, replacements, {
          send: (requests) => sendKeys(projectId, requests),
          onWrite: () => void afterWrite(client, projectId),
        })
        // They are dealt with: left chosen, the next press would reach them again.
        keys.index.select(
          replacements.flatMap(({ old }) => keys.index.rowOf(old.id) ?? []),
          false,
        )
        void navigate({
          ...paths.keyChange(projectId),
          search: { change: batch },
          replace: true,
        })
      },
      (errors) => {
        busy.current = false
        showPlace(firstPlace(errorPaths(errors), form.getValues(), new Map()))
      },
    )()
  }

  return (
    <FormProvider {...form}>
      <form
        className={formCss.form}
        aria-label="Extend or change keys"
        noValidate
        // Enter in a field must not change keys: only the button does.
        onSubmit={(event) => event.preventDefault()}
      >
        <div className={`${formCss.fields} ${fieldsCss.column}`}>
          <KeyChangeNow keys={keys} olds={olds} goneCount={goneCount} now={clock} />
          <KeyChangeTimes olds={olds} modes={modes} onModes={setModes} context={context} now={clock} />
          <section className={fieldsCss.section} aria-labelledby="change-extras">
            <h2 id="change-extras">Extras</h2>
            <Switch
              id="notify"
              label="Tell them about their new keys"
              description="Unloc sends them the message about a new key again: a push message or an SMS. When it revokes the old key, it tells them that too."
              checked={values.notify}
              onChange={(event) => form.setValue('notify', event.currentTarget.checked)}
            />
          </section>
        </div>
        <div className={formCss.side}>
          <aside className={css.summary} aria-labelledby="summary">
            <h2 id="summary" className="visually-hidden">
              Summary
            </h2>
            <p className={css.sentence} role="status">
              {!isChange
                ? 'Nothing is changed so far. Choose a new end or other hours.'
                : problems.length > 0
                  ? (problems[0]?.message ?? '')
                  : count === 0
                    ? 'None of these keys can be changed like that. The reasons are below.'
                    : changeSentence(plan, values, modes, opens)}
            </p>
            {isChange && count > 0 && problems.length === 0 && (
              <p className={css.quiet}>
                A key cannot be changed in place. If a new one does not come, or is not what was asked for,
                its old one stays. Notes are carried over. Keys from access groups, doorbell lists and other
                users may not be taken back here: then both stay, and this page says so.
              </p>
            )}
            {isChange && sooner > 0 && problems.length === 0 && (
              <Notice tone="warn">
                {sooner === count
                  ? count === 1
                    ? 'The key would end sooner than it does now.'
                    : 'All of these keys would end sooner than they do now.'
                  : `${formatNumber(sooner)} of these keys would end sooner than now.`}
              </Notice>
            )}
            {olds.some(({ id }) => busyIds.has(id)) && <KeyChangeNotice projectId={projectId} />}
            <KeyChangeLeft keys={keys} left={plan.left} />
            {plan.again.length > 0 && (
              <Checkbox
                checked={isAgain}
                onChange={(event) => setIsAgain(event.currentTarget.checked)}
                label={`Make new keys in place of the ${counted(plan.again.length, 'key')} that cannot open any more`}
                description="These people get in again. There is nothing to revoke."
              />
            )}
            {isTooMany && (
              <Notice tone="warn">
                At most {formatNumber(changeLimit)} keys can be changed at once. Choose fewer.
              </Notice>
            )}
            {mustType && !isTooMany && isChange && problems.length === 0 && (
              <TextInput
                label={`Type ${String(count)} to confirm`}
                inputMode="numeric"
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.currentTarget.value)}
                className={css.typed}
              />
            )}
            <div className={formCss.press}>
              <Button size="md" onClick={press} disabled={!isChange || count === 0 || isTooMany || !isTyped}>
                {count === 0 ? 'Change keys' : `Change ${counted(count, 'key')}`}
              </Button>
            </div>
          </aside>
        </div>
      </form>
    </FormProvider>
  )
}

/** What keeps a change from being sent, by field. The rest of the form's own problems are not this form's. */
function changeProblems(values: KeyForm, modes: ChangeModes, context: KeyFormContext, at: number) {
  const counted = counting(values, modes)
  const empty = (field: 'start' | 'end', message: string) =>
    modes[field] === (field === 'end' ? 'until' : 'from') && values[field] === ''
      ? [{ path: [field], message }]
      : []
  return [
    ...empty('start', 'Write the new start, or choose “At once”.'),
    ...empty('end', 'Write the new end, or choose “No end”.'),
    ...keyFormProblems(counted, context, at).filter(({ path: [field] }) =>
      ['start', 'end', 'hours'].includes(String(field)),
    ),
  ]
}

const changeRules = (modes: ChangeModes, context: KeyFormContext) =>
  KeyForm.check((payload) => {
    for (const { path, message } of changeProblems(payload.value, modes, context, now()))
      payload.issues.push({ code: 'custom', input: payload.value, path, message })
  })
