import { Button } from '@mantine/core'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { explain } from '#src/api/explain.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Empty } from '#src/ui/feedback/Empty.tsx'

/** A page that failed leaves the navigation working. */
export function PageBroken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <>
      <h1>This page could not be shown</h1>
      <Broken
        {...explain(error)}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
    </>
  )
}

export function NotFound() {
  return (
    <Empty
      title="There is no such page."
      action={
        <Button component="a" href={import.meta.env.BASE_URL}>
          Go to the start
        </Button>
      }
    >
      The address may be mistyped or from an older version.
    </Empty>
  )
}
