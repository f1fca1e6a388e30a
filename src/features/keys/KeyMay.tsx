import type { ReactElement, ReactNode } from 'react'
import { useRole } from '#src/api/session.ts'
import { allowed, type Action } from '#src/domain/key.ts'
import { RefusedButton } from '#src/ui/RefusedButton.tsx'

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
    <RefusedButton reason={verdict.reason} leftSection={leftSection} size={size}>
      {words}
    </RefusedButton>
  )
}
