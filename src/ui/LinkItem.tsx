import { Menu, type MenuItemProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'

interface AnchorItemProps
  extends MenuItemProps, Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof MenuItemProps> {
  ref?: Ref<HTMLAnchorElement>
}

const AnchorItem = (props: AnchorItemProps) => <Menu.Item component="a" {...props} />

/** An item of a menu that leads somewhere: the router's `Link` in Mantine's dress. */
export const LinkItem = createLink(AnchorItem)
