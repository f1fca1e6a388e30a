import type { ReactElement, ReactNode } from 'react'
import { useRole } from '#src/api/session.ts'
import { allowed, type Action } from '#src/domain/key.ts'
import { partOf } from '#src/ui/part.tsx'
import { PlainButton } from '#src/ui/PlainButton.tsx'

// Few are viewers, and the first screen is everybody's.
const RefusedButton = partOf(() => import('#src/ui/RefusedButton.tsx').then((m) => m.RefusedButton))

interface KeyMayProps {
  action: Exclude<Action, 'revoke'>
  /** The button or link that leads to it. */
  children: ReactElement<{ children?: ReactNode; leftSection?: ReactNode; size?: string }>
}

/** A button for those whose role allows what it does; for the others the same words, with the reason. */
export function KeyMay({ action, children }: KeyMayProps) {
  const verdict = allowed(action, undefined, useRole())
  if (verdict.ok) return children
  const { leftSection, size, children: words } = children.props
  return (
    <RefusedButton
      isWanted
      reason={verdict.reason}
      leftSection={leftSection}
      size={size}
      sketch={
        <PlainButton variant="default" leftSection={leftSection} aria-disabled>
          {words}
        </PlainButton>
      }
    >
      {words}
    </RefusedButton>
  )
}
