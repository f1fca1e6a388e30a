import { paths } from '#src/paths.ts'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { LinkButton } from '#src/ui/LinkButton.tsx'

/** In the place of a page that changes something, for whom it is not. */
export const KeyNotYours = ({ projectId, reason }: { projectId: string; reason: string }) => (
  <Empty
    title="This page is for managers."
    action={<LinkButton {...paths.keys(projectId)}>See all keys</LinkButton>}
  >
    {reason}
  </Empty>
)
