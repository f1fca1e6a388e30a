import css from './listBox.module.css'

/**
 * For every Select and MultiSelect: the list of options scrolls by itself. In Mantine's own scroll area the keyboard
 * could not reach what scrolls, since the options are no stops of the Tab key (axe: scrollable-region-focusable).
 */
export const listBox = { withScrollArea: false, classNames: { options: css.options ?? '' } } as const
