import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import css from './Dialog.module.css'
import { useNarrow } from './table/useNarrow.ts'
import { usePageInert } from './usePageInert.ts'

interface DialogProps extends Pick<ModalProps, 'title' | 'size' | 'children' | 'onClickCapture'> {
  onClose: () => void
  /** While something is under way, nothing but its own buttons closes it. */
  locked?: boolean
  closeOnClickOutside?: boolean
}

/** A dialog that is open as long as it is mounted. Focus goes back where it came from, or to the page if that is gone. */
export function Dialog({ locked = false, closeOnClickOutside = true, ...props }: DialogProps) {
  const [opener] = useState(() => document.activeElement)
  usePageInert()
  useEffect(
    () => () => {
      const back = opener?.isConnected && opener !== document.body ? opener : document.getElementById('main')
      // After React has taken the dialog, and with it a possibly vanishing opener, out of the page.
      setTimeout(() => {
        const target = back?.isConnected ? back : document.getElementById('main')
        if (target instanceof HTMLElement) target.focus({ preventScroll: true })
      })
    },
    [opener],
  )
  return (
    <Modal
      opened
      fullScreen={useNarrow()}
      closeOnEscape={!locked}
      closeOnClickOutside={!locked && closeOnClickOutside}
      withCloseButton={!locked}
      closeButtonProps={{ 'aria-label': 'Close' }}
      returnFocus={false}
      classNames={{ title: css.title }}
      {...props}
    />
  )
}
