import { IconAlertTriangle } from '../icons.ts'
import { PlainButton } from '../PlainButton.tsx'
import css from './feedback.module.css'

export interface BrokenProps {
  title: string
  advice: string
  /** The other side's own words. */
  words?: string
  speaker?: string
  technical: string
  onRetry?: () => void
  /** What the button says. */
  retry?: string
}

/** Trouble, written out: what happened, what to do, the API's words, and the details that support asks for. */
export function Broken({
  title,
  advice,
  words,
  speaker = 'Unloc',
  technical,
  onRetry,
  retry = 'Try again',
}: BrokenProps) {
  return (
    <div className={css.broken} role="alert">
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
      <div>
        <strong>{title}</strong>
        <p>{advice}</p>
        {words && (
          <p>
            {speaker} said: <q>{words}</q>
          </p>
        )}
        <details>
          <summary>Technical details</summary>
          <code>{technical}</code>
        </details>
      </div>
      {onRetry && (
        <PlainButton size="xs" variant="default" onClick={onRetry}>
          {retry}
        </PlainButton>
      )}
    </div>
  )
}
