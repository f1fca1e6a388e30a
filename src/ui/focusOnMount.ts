/**
 * For `ref`: what appears takes the focus. For the one control that a dialog's next step begins with, where the control
 * that was pressed has gone and the focus would fall out of the dialog.
 */
export const focusOnMount = (element: HTMLElement | null): void => element?.focus()
