import { Phone } from './Phone.tsx'
import css from './PhonePage.module.css'

/** The simulated phone at its own address: the whole of a narrow screen, and a device in the middle of a wide one. */
export function PhonePage() {
  return (
    <main className={css.page}>
      <title>Simulated phone · Demo of the console</title>
      <div className={css.device}>
        <Phone isPage />
      </div>
    </main>
  )
}
