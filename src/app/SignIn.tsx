import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { ApiError } from '#src/api/error.ts'
import { explain } from '#src/api/explain.ts'
import { sessionGet } from '#src/api/session.ts'
import { signIn } from '#src/api/signIn.ts'
import { gatewayPaths } from '#src/contract/gateway.ts'
import { formatDuration } from '#src/domain/time.ts'
import button from '#src/ui/button.module.css'
import field from '#src/ui/field.module.css'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { PlainButton } from '#src/ui/PlainButton.tsx'
import css from './SignIn.module.css'

interface SignInProps {
  /** Who worked here, so that only the password is left to type. */
  name?: string | undefined
  /** The page must stay: an organisation's own page opens beside it. */
  besides?: boolean
}

/** Name and password, the organisation's own sign-in, or both. Whoever shows it goes on when the session is there. */
export function SignIn({ name, besides = false }: SignInProps) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(sessionGet())
  const [trouble, setTrouble] = useState<{ error: unknown }>()
  const [isBusy, setBusy] = useState(false)
  const id = useId()

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    // Read from the form itself: a password manager may fill it in without a stroke.
    const form = event.currentTarget
    const values = new FormData(form)
    setBusy(true)
    setTrouble(undefined)
    signIn(client, { name: text(values.get('username')).trim(), password: text(values.get('password')) })
      .catch((error: unknown) => {
        setTrouble({ error })
        const password = form.elements.namedItem('password')
        if (!(password instanceof HTMLInputElement)) return
        password.focus()
        password.select()
      })
      .finally(() => setBusy(false))
  }

  if (!data)
    return error ? (
      <Notice tone="error">
        {why(error)}{' '}
        <PlainButton size="compact-sm" variant="default" onClick={() => void refetch()}>
          Try again
        </PlainButton>
      </Notice>
    ) : (
      <p role="status" className={css.wait}>
        Looking how to sign in…
      </p>
    )
  const byPassword = data.ways.includes('password')
  const byOrganisation = data.ways.includes('oidc')
  // A tab beside has nothing to show but that it has done its work.
  const back = besides ? gatewayPaths.oidcDone : location.pathname + location.search
  return (
    <div className={css.ways}>
      {byPassword && (
        <form className={css.form} aria-label="Sign in" onSubmit={submit}>
          {trouble && (
            <Notice tone="error">
              <span id={`${id}-why`}>{why(trouble.error)}</span>
            </Notice>
          )}
          <label className={css.label}>
            Name
            <input
              className={field.input}
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              maxLength={100}
              defaultValue={name}
              // eslint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do here
              autoFocus={name === undefined}
              {...still}
            />
          </label>
          <label className={css.label}>
            Password
            <input
              className={field.input}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              maxLength={1000}
              aria-describedby={trouble ? `${id}-why` : undefined}
              // eslint-disable-next-line jsx-a11y/no-autofocus -- the one thing left to do here
              autoFocus={name !== undefined}
              {...still}
            />
          </label>
          <PlainButton type="submit" aria-busy={isBusy} className={css.press ?? ''} {...still}>
            {isBusy ? 'Signing in…' : 'Sign in'}
          </PlainButton>
        </form>
      )}
      {byPassword && byOrganisation && <p className={css.or}>or</p>}
      {byOrganisation && (
        <a
          className={`${button.button} ${css.press}`}
          data-variant={byPassword ? 'default' : 'filled'}
          href={`${gatewayPaths.oidcStart}?return=${encodeURIComponent(back)}`}
          {...(besides && { target: '_blank', rel: 'noopener' })}
          {...still}
        >
          Sign in with your organisation
        </a>
      )}
      {byOrganisation && besides && (
        <p className={css.hint}>
          It opens in a new tab. When you are signed in there, come back to this one.
        </p>
      )}
      {data.ways.length === 0 && (
        <PlainButton onClick={() => window.location.reload()}>Reload the page</PlainButton>
      )}
    </div>
  )
}

/** Escape here must not close a dialog of Mantine's that lies below: this is how it is told. */
const still = { 'data-mantine-stop-propagation': 'true' }

const text = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '')

function why(error: unknown): string {
  if (!(error instanceof ApiError)) return explain(error).title
  switch (error.kind) {
    case 'session':
      return 'The name or the password is wrong.'
    case 'busy':
      return error.retryAfter
        ? `Too many tries. Wait ${formatDuration(error.retryAfter)}, then try again.`
        : 'Too many tries. Wait a while, then try again.'
    case 'unreachable':
    case 'server':
      return error.gateway
        ? `You are not signed in. ${explain(error).title}`
        : 'The console’s server does not answer. Check the connection, then try again.'
    default:
      return `You are not signed in. ${error.words ?? explain(error).title}`
  }
}
