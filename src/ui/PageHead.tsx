import { use, type ReactNode } from 'react'
import css from './PageHead.module.css'
import { TitleMark } from './titleMark.ts'

interface PageHeadProps {
  title: ReactNode
  /** For the tab of the browser. No phone number may stand here. */
  documentTitle: string
  /** The honest count, or the state of one thing. */
  aside?: ReactNode
  /** Above the title: the way back. */
  back?: ReactNode
  children?: ReactNode
}

/** The head of a page: one h1, the count beside it, the one main action at the right. */
export function PageHead({ title, documentTitle, aside, back, children }: PageHeadProps) {
  const mark = use(TitleMark)
  return (
    <div className={css.head}>
      <title>{`${mark}${documentTitle} · Unloc console`}</title>
      {back && <div className={css.back}>{back}</div>}
      <h1>{title}</h1>
      {aside && <div className={css.aside}>{aside}</div>}
      {children && <div className={css.actions}>{children}</div>}
    </div>
  )
}
