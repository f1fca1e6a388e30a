import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { explain } from '#src/api/explain.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import { PageHead } from '#src/ui/PageHead.tsx'
import { isPartMissing } from '#src/ui/part.tsx'
import css from './HomePage.module.css'

const missing = {
  title: 'A part of this console could not be loaded.',
  advice:
    'Check the connection, then reload the page: a newer version of the console may have come. Nothing was sent.',
  technical: 'code',
}

/** A page that failed leaves the navigation working. */
export function PageBroken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <>
      <PageHead title="This page could not be shown" documentTitle="Trouble" />
      {isPartMissing(error) ? (
        <Missing />
      ) : (
        <Broken
          {...explain(error)}
          onRetry={() => {
            reset()
            void router.invalidate()
          }}
        />
      )}
    </>
  )
}

// Only a reload asks for the code of the version that is there now; a browser may also remember what it missed.
const Missing = () => <Broken {...missing} retry="Reload the page" onRetry={() => location.reload()} />

/** Outside of every page, where even the frame is missing. */
export const PartBroken = () => (
  <main className={css.page}>
    <Missing />
  </main>
)

export function NotFound() {
  return (
    <main className={css.page}>
      <PageHead title="There is no such page" documentTitle="No such page" />
      <p>The address may be mistyped or from an older version.</p>
      <LinkButton {...paths.home()}>Go to the start</LinkButton>
    </main>
  )
}
