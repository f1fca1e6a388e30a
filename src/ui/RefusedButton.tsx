import { useId, useState, type ReactNode } from 'react'
import { PlainButton, type ButtonLook } from './PlainButton.tsx'
import css from './RefusedButton.module.css'

interface RefusedButtonProps extends Pick<ButtonLook, 'leftSection'> {
  reason: string
  size?: string | undefined
  children: ReactNode
}

/** Room for the reason, in px. */
const width = 264

/**
 * A button that cannot be pressed, and why. It takes the focus, so that the reason is there for the keyboard, a touch and
 * a screen reader too, and not for a mouse alone.
 */
export function RefusedButton({ reason, size, leftSection, children }: RefusedButtonProps) {
  const id = useId()
  const [at, setAt] = useState<{ left: number; top: number }>()
  const show = ({ currentTarget }: { currentTarget: HTMLElement }) => {
    const { left, bottom } = currentTarget.getBoundingClientRect()
    setAt({ left: Math.max(8, Math.min(left, window.innerWidth - width - 8)), top: bottom + 6 })
  }
  const hide = () => setAt(undefined)
  return (
    <>
      <PlainButton
        variant="default"
        size={size === 'xs' || size === 'compact-sm' ? size : 'sm'}
        className={css.refused ?? ''}
        leftSection={leftSection}
        aria-disabled
        aria-describedby={id}
        onClick={show}
        onFocus={show}
        onMouseEnter={show}
        onBlur={hide}
        onMouseLeave={hide}
        onKeyDown={({ key }) => key === 'Escape' && hide()}
      >
        {children}
      </PlainButton>
      <span id={id} role="tooltip" className={at ? css.reason : 'visually-hidden'} style={at}>
        {reason}
      </span>
    </>
  )
}
