import { PlainButton } from '#src/ui/PlainButton.tsx'
import css from './KeysWaiting.module.css'
import { counted } from './keyWords.ts'

interface KeysWaitingProps {
  count: number
  /** Whether the bar of a selection stands at the foot of the page. */
  isRaised: boolean
  onShow: () => void
}

/** How many keys have come and wait, since somebody is at the rows that they would move. */
export function KeysWaiting({ count, isRaised, onShow }: KeysWaitingProps) {
  if (count === 0) return null
  return (
    <div className={css.waiting} data-waiting data-raised={isRaised || undefined}>
      <div>
        {counted(count, 'more key has', 'more keys have')} come.
        <PlainButton
          size="compact-sm"
          variant="default"
          onClick={({ detail, currentTarget }) => {
            const table = currentTarget.closest('[data-waiting]')?.parentElement
            onShow()
            // Where they came in is anywhere: the list is shown from its beginning, and who goes by keys goes on there.
            const top = table?.getBoundingClientRect().top ?? 0
            scrollTo({ top: scrollY + top - innerHeight / 3 })
            if (detail > 0) return
            requestAnimationFrame(() =>
              table?.querySelector<HTMLElement>('[role=rowgroup] + [role=rowgroup] a')?.focus(),
            )
          }}
        >
          Show them
        </PlainButton>
      </div>
    </div>
  )
}
