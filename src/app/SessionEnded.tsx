import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { checkSession, sessionGet } from '#src/api/session.ts'
import { createPortal } from 'react-dom'
import { SignIn } from './SignIn.tsx'
import css from './SignIn.module.css'

/** A gateway that says "in" here and "out" there must not send the console round in a circle. */
const restMs = 10_000
let lastLook = -restMs

/**
 * Over the page, which stays as it is with everything that was typed, until the session is back: from here, or from
 * another tab. The browser's own dialog, since it lies over Mantine's too and makes all else inert.
 */
export function SessionEnded() {
  const client = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  // Of the person who worked here, not of what the gateway says now.
  const [known] = useState(() => client.getQueryData(sessionGet().queryKey)?.person?.name)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector<HTMLInputElement>(known ? '[name=password]' : '[name=username]')?.focus()
    // The focus goes back where it came from only when it is closed, and not when it just goes.
    return () => element?.close()
  }, [known])
  useEffect(() => {
    const look = () => {
      lastLook = performance.now()
      if (!document.hidden) void checkSession(client)
    }
    if (performance.now() - lastLook > restMs) look()
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
    }
  }, [client])
  // Beside the page and not in it: under another dialog the page is inert, with all that stands in it.
  return createPortal(
    <dialog
      ref={dialog}
      className={css.dialog}
      aria-labelledby="session-ended"
      // Escape asks once and then closes all the same, where the browser does not know the attribute.
      {...{ closedby: 'none' }}
      onCancel={(event) => event.preventDefault()}
      onClose={({ currentTarget }) => currentTarget.isConnected && currentTarget.showModal()}
    >
      <h2 id="session-ended">Your session has ended</h2>
      <p>Sign in to go on. The page behind stays as it is, with all that you have typed.</p>
      <SignIn name={known} besides />
    </dialog>,
    document.body,
  )
}
