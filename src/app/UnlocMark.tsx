import { IconBuilding, IconFlask } from '#src/ui/icons.ts'
import css from './UnlocMark.module.css'

/** The one whose keys open real doors. */
const real = 'api.unloc.app'

/** Whether what is done here happens to real doors. The demo has a bar of its own that says so. */
export function UnlocMark({ unloc }: { unloc: string | undefined }) {
  if (unloc === undefined || unloc === 'demo') return null
  return unloc === real ? (
    <span className={css.doors} title={`Keys here open real doors, by ${unloc}`}>
      <IconBuilding size={13} stroke={1.8} aria-hidden />
      Real doors
    </span>
  ) : (
    <span className={css.doors} data-test title={`Not the Unloc of real doors, but ${unloc}`}>
      <IconFlask size={13} stroke={1.8} aria-hidden />
      <span>
        Test <span className={css.host}>{unloc}</span>
      </span>
    </span>
  )
}
