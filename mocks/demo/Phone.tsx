import IconDeviceMobile from '@tabler/icons-react/dist/esm/icons/IconDeviceMobile.mjs'
import { useState, useSyncExternalStore } from 'react'
import { formatInstant } from '#src/domain/time.ts'
import { PlainButton } from '#src/ui/PlainButton.tsx'
import { demoLost } from '../browser.ts'
import css from './Phone.module.css'
import { PhoneKeys } from './PhoneKeys.tsx'
import { PhonePicker } from './PhonePicker.tsx'
import { phoneTab } from './phoneTab.ts'
import { usePhone } from './usePhone.ts'

/** A recipient's phone, simulated: what somebody with keys sees, and the doors they open. It is not Unloc's app. */
export function Phone({ isPage = false }: { isPage?: boolean }) {
  const [personId, setPersonId] = useState(phoneTab.person.get)
  const lost = useSyncExternalStore(demoLost.subscribe, demoLost.get)
  const choose = (id: string | undefined) => {
    phoneTab.person.set(id)
    setPersonId(id)
  }
  const Heading = isPage ? 'h1' : 'h2'
  return (
    <div className={css.phone}>
      <div className={css.about}>
        <IconDeviceMobile size={16} stroke={1.8} aria-hidden />
        <Heading>A simulated phone of the demo</Heading>
      </div>
      {lost ? (
        <div className={css.lost} role="alert">
          <p>The demo Unloc does not answer, so no door can be opened.</p>
          <PlainButton variant="default" onClick={() => location.reload()}>
            Reload
          </PlainButton>
        </div>
      ) : personId === undefined ? (
        <PhonePicker onChoose={choose} />
      ) : (
        <PersonsPhone key={personId} personId={personId} isPage={isPage} onChange={() => choose(undefined)} />
      )}
    </div>
  )
}

interface PersonsPhoneProps {
  personId: string
  isPage: boolean
  onChange: () => void
}

function PersonsPhone({ personId, isPage, onChange }: PersonsPhoneProps) {
  const seen = usePhone(personId)
  if (!seen) return <p className={css.quiet}>Looking for keys…</p>
  const { view, gone } = seen
  return (
    <>
      {view.person ? (
        // After a reset no door was opened.
        <PhoneKeys
          key={view.life}
          isPage={isPage}
          view={view}
          person={view.person}
          gone={gone}
          onChange={onChange}
        />
      ) : (
        <div className={css.lost}>
          <p>Nobody with a key has this phone any more.</p>
          <PlainButton onClick={onChange}>Choose a person</PlainButton>
        </div>
      )}
      <p className={css.clock}>
        Demo clock <span className="numbers">{formatInstant(view.now, undefined, undefined, 'day')}</span>
      </p>
    </>
  )
}
