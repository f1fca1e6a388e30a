import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'
import css from './button.module.css'
import type { ButtonLook } from './PlainButton.tsx'

interface AnchorButtonProps extends ButtonLook, AnchorHTMLAttributes<HTMLAnchorElement> {
  ref?: Ref<HTMLAnchorElement>
}

const AnchorButton = ({
  variant = 'filled',
  size = 'sm',
  className = '',
  leftSection,
  rightSection,
  children,
  ...others
}: AnchorButtonProps) => (
  <a
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
  </a>
)

/** A link that looks like a button. */
export const LinkButton = createLink(AnchorButton)
