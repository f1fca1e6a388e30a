import { useQuery } from '@tanstack/react-query'
import { sessionGet } from '#src/api/session.ts'
import { IconKey } from '#src/ui/icons.ts'
import { ColorScheme } from './ColorScheme.tsx'
import { SignIn } from './SignIn.tsx'
import css from './SignIn.module.css'
import { UnlocMark } from './UnlocMark.tsx'

/** In the place of every page while nobody is signed in. The address stays, and leads on afterwards. */
export function SignInPage() {
  const { data } = useQuery(sessionGet())
  return (
    <main className={css.page}>
      <title>Sign in · Unloc console</title>
      <div className={css.brand}>
        <span className="shell-mark" aria-hidden>
          <IconKey size={15} stroke={2.2} />
        </span>
        Unloc console
        <UnlocMark unloc={data?.unloc} />
      </div>
      <div className={css.card}>
        <h1>Sign in</h1>
        <SignIn />
      </div>
      <p className={css.foot}>
        Whoever is signed in here can let people in and lock them out. Sign out when you leave a shared
        computer{data?.ways.includes('oidc') && ', and sign out at your organisation too'}.
      </p>
      <div>
        <ColorScheme />
      </div>
    </main>
  )
}
