import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { paths } from '#src/paths.ts'
import css from './JobsPage.module.css'
import { readJobId } from './jobOrder.ts'

/** Opens a job by its id, wherever it was started. */
export function JobFollow({ projectId }: { projectId: string }) {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  return (
    <form
      className={css.follow}
      onSubmit={(event) => {
        event.preventDefault()
        const id = readJobId(text)
        if (id !== undefined) return void navigate(paths.job(projectId, id))
        setError(text.trim() === '' ? 'Give the id of a job.' : 'This cannot be the id of a job.')
        field.current?.focus()
      }}
    >
      <TextInput
        ref={field}
        aria-label="Follow a job by its id"
        placeholder="Job id"
        value={text}
        error={error}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setError(undefined)
        }}
        spellCheck={false}
        autoComplete="off"
      />
      <Button type="submit" variant="default">
        Open job
      </Button>
    </form>
  )
}
