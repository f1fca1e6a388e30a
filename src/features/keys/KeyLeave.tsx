import { Button, Modal } from '@mantine/core'
import css from './KeyCreate.module.css'

interface KeyLeaveProps {
  opened: boolean
  onStay: () => void
  onKeep: () => void
  onDiscard: () => void
}

/** Asks once when unsent work is left. */
export function KeyLeave({ opened, onStay, onKeep, onDiscard }: KeyLeaveProps) {
  return (
    <Modal
      opened={opened}
      onClose={onStay}
      title="These keys have not been made"
      closeButtonProps={{ 'aria-label': 'Stay here' }}
      centered
      size={520}
    >
      <p className={css.leave}>
        Nothing has been sent. What you filled in can wait in this tab until you come back or close it.
      </p>
      <div className={css.buttons}>
        <Button variant="subtle" color="gray" onClick={onDiscard}>
          Discard and leave
        </Button>
        <Button variant="default" onClick={onKeep}>
          Keep the draft and leave
        </Button>
        <Button onClick={onStay} data-autofocus>
          Stay
        </Button>
      </div>
    </Modal>
  )
}
