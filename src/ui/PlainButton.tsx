import type { ComponentPropsWithRef, ReactNode } from 'react'
import css from './button.module.css'

export interface ButtonLook {
  /** The one main action of a page is filled. */
  variant?: 'filled' | 'default' | 'subtle'
  size?: 'sm' | 'xs' | 'compact-sm'
  leftSection?: ReactNode
  rightSection?: ReactNode
}

/** A button that looks like Mantine's, for what stands on the screen before Mantine comes. */
export function PlainButton({
  variant = 'filled',
  size = 'sm',
  className = '',
  leftSection,
  rightSection,
  children,
  ...others
}: ButtonLook & ComponentPropsWithRef<'button'>) {
  return (
    <button
      type="button"
      className={`${css.button} ${className}`}
      data-variant={variant}
      data-size={size}
      data-left={leftSection ? true : undefined}
      data-right={rightSection ? true : undefined}
      {...others}
    >
      {leftSection}
      {children}
      {rightSection}
    </button>
  )
}
