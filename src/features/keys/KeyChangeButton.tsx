import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { keyStore } from '#src/api/keys.ts'
import { keyChangeTarget } from './keyChangeSearch.ts'
import { KeyMay } from './KeyMay.tsx'

/** Leads from the selected keys to their change. */
export function KeyChangeButton({ projectId }: { projectId: string }) {
  const navigate = useNavigate()
  return (
    <KeyMay action="change">
      <Button
        variant="default"
        onClick={() => void navigate(keyChangeTarget(projectId, keyStore(projectId).index.selectedIds()))}
      >
        Extend or change…
      </Button>
    </KeyMay>
  )
}
