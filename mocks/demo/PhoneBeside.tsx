import { useLayoutEffect } from 'react'
import { createPortal } from 'react-dom'
import { PlainButton } from '#src/ui/PlainButton.tsx'
import { IconX } from '#src/ui/icons.ts'
import { Phone } from './Phone.tsx'
import css from './PhoneBeside.module.css'

/** The simulated phone at the right of the console, on screens that have room for both. */
export function PhoneBeside({ address, onClose }: { address: string; onClose: () => void }) {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    dataset.phoneBeside = ''
    return () => void delete dataset.phoneBeside
  }, [])
  // Outside the page: what covers it makes it inert, and a key that a dialog takes back is to be seen leaving.
  return createPortal(
    <aside className={css.beside} aria-label="Simulated phone">
      <div className={css.bar}>
        <a href={address} target="_blank" rel="noopener">
          Open it in a tab of its own
        </a>
        <PlainButton variant="subtle" size="compact-sm" aria-label="Close the phone" onClick={onClose}>
          <IconX size={16} stroke={1.8} aria-hidden />
        </PlainButton>
      </div>
      <div className={css.device}>
        <Phone />
      </div>
    </aside>,
    document.body,
  )
}
