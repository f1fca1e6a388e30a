import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { NewKey } from '#src/contract/key.ts'
import { formatNumber } from '#src/domain/time.ts'
import { IconCheck, IconCopy } from '#src/ui/icons.ts'
import { toCurl } from './keyFacts.ts'
import { chunkSize } from './keySend.ts'
import css from './KeySummary.module.css'

interface KeyRequestViewProps {
  projectId: string
  /** Asked for only while it is looked at. */
  requests: () => NewKey[]
}

/** The request itself, as JSON and as a curl command, for whoever integrates. */
export function KeyRequestView({ projectId, requests }: KeyRequestViewProps) {
  const [open, setOpen] = useState(false)
  return (
    <details className={css.request} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What will be sent</summary>
      {open && <Request projectId={projectId} keys={requests()} />}
    </details>
  )
}

function Request({ projectId, keys }: { projectId: string; keys: NewKey[] }) {
  const [form, setForm] = useState('json')
  const [copied, setCopied] = useState<string>()
  const calls = Math.ceil(keys.length / chunkSize)
  const json = JSON.stringify({ keys: keys.slice(0, chunkSize) }, null, 2)
  const text = form === 'json' ? json : toCurl(projectId, json)
  return (
    <>
      <div className={css.forms}>
        <SegmentedControl
          size="xs"
          aria-label="Form of the request"
          value={form}
          onChange={setForm}
          data={[
            { value: 'json', label: 'JSON' },
            { value: 'curl', label: 'curl' },
          ]}
        />
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={
            copied === text ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
          }
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
        >
          {copied === text ? 'Copied' : 'Copy'}
        </Button>
      </div>
      {calls > 1 && (
        <p className={css.quiet}>
          The first of {formatNumber(calls)} calls, each with {chunkSize} keys at most and a job of its own.
        </p>
      )}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keys */}
      <pre className={css.code} tabIndex={0} role="region" aria-label="The request">
        {text}
      </pre>
    </>
  )
}
