import { createContext } from 'react'

/** What stands before every title of the browser's tab: `(2) `, or nothing. */
export const TitleMark = createContext('')
