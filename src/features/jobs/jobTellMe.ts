import { useCallback, useSyncExternalStore } from 'react'
import { remembered } from '#src/api/remembered.ts'
import { z } from '#src/contract/zod.ts'

/** The person's own yes, beside the browser's: a permission that was given once is not a wish for ever. */
const wish = remembered('tellMe', z.boolean(), false)

/** `unsupported` also on Android, whose Chrome has the name but lets only a service worker show one. */
export type TellMe = 'on' | 'off' | 'blocked' | 'unsupported'

const permission = (): NotificationPermission | undefined =>
  typeof Notification === 'undefined' || !isSecureContext || /Android/.test(navigator.userAgent)
    ? undefined
    : Notification.permission

/** Whether ends of jobs are told by a notice of the browser, and how to change it. Asks the browser only when pressed. */
export function useTellMe(projectId: string): { state: TellMe; turn: (on: boolean) => Promise<void> } {
  const wished = wish.useValue(projectId)
  // A person may change it in the browser's own settings and come back.
  const subscribe = useCallback((listener: () => void) => {
    window.addEventListener('focus', listener)
    return () => window.removeEventListener('focus', listener)
  }, [])
  const may = useSyncExternalStore(subscribe, permission)
  const turn = useCallback(
    async (on: boolean) => {
      const granted = on && (await Notification.requestPermission()) === 'granted'
      wish.change(projectId, () => granted)
      window.dispatchEvent(new Event('focus'))
    },
    [projectId],
  )
  const state =
    may === undefined
      ? 'unsupported'
      : may === 'denied'
        ? 'blocked'
        : may === 'granted' && wished
          ? 'on'
          : 'off'
  return { state, turn }
}

/** Shows a notice of the browser, if the person said yes to it. Notices with the same mark are one. */
export function notifyOutside(
  projectId: string,
  { text, mark, onOpen }: { text: string; mark: string; onOpen: () => void },
): void {
  if (permission() !== 'granted' || !wish.read(projectId)) return
  const notice = new Notification(text, { tag: mark })
  notice.onclick = () => {
    window.focus()
    notice.close()
    onOpen()
  }
}
