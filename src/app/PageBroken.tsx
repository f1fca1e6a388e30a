import { Button } from '@mantine/core'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { explain } from '#src/api/explain.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { PageHead } from '#src/ui/PageHead.tsx'
import css from './HomePage.module.css'

/** A page that failed leaves the navigation working. */
export function PageBroken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <>
      <PageHead title="This page could not be shown" documentTitle="Trouble" />
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
    <main className={css.page}>
      <PageHead title="There is no such page" documentTitle="No such page" />
      <p>The address may be mistyped or from an older version.</p>
      <Button component="a" href={import.meta.env.BASE_URL}>
        Go to the start
      </Button>
    </main>
  )
}
