import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { explain } from '#src/api/explain.ts'
import { projectIds } from '#src/api/project.ts'
import { sessionGet } from '#src/api/session.ts'
import { signOut } from '#src/api/signIn.ts'
import type { Role } from '#src/contract/gateway.ts'
import { paths } from '#src/paths.ts'
import { IconLogout, IconNotebook, IconSelector, IconUser } from '#src/ui/icons.ts'
import { LinkItem } from '#src/ui/LinkItem.tsx'
import { useNarrow } from '#src/ui/table/useNarrow.ts'
import css from './ShellAccount.module.css'

interface ShellAccountProps {
  /** Absent where a project is still to be chosen. */
  projectId?: string
  /** Told whether there is another project to go to. */
  onSeveral?: (isSeveral: boolean) => void
}

export const roleWords: Record<Role, string> = { manager: 'Manager', viewer: 'Viewer' }

/** Who is signed in, and the way out. On a narrow screen also where the rail has no room for a link. */
export function ShellAccount({ projectId, onSeveral }: ShellAccountProps) {
  const { data } = useQuery(sessionGet())
  const several = (useQuery(projectIds()).data?.length ?? 0) > 1 && projectId !== undefined
  useEffect(() => onSeveral?.(several), [several, onSeveral])
  const narrow = useNarrow()
  const [trouble, setTrouble] = useState('')
  if (!data) return null
  const person = data.ways.length > 0 ? data.person : undefined
  const role = data.person?.role ?? 'manager'
  const name = person?.name ?? (data.unloc === 'demo' ? 'Demo' : 'No sign-in here')
  const what = person ? roleWords[role] : data.unloc === 'demo' ? 'Nobody signs in' : 'This machine only'
  const logbook = narrow && role === 'manager' && projectId !== undefined && paths.logbook(projectId)
  return (
    <Menu
      position={narrow || projectId === undefined ? 'bottom-end' : 'top-start'}
      shadow="md"
      width={232}
      onClose={() => setTrouble('')}
    >
      <Menu.Target>
        <button type="button" className={css.account} aria-label={`${name}, ${what}`}>
          <span className={css.face} aria-hidden>
            {person ? initial(name) : <IconUser size={15} stroke={1.8} />}
          </span>
          <span className={css.who}>
            <span>{name}</span>
            <span>{what}</span>
          </span>
          <IconSelector size={14} stroke={1.8} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={css.head}>
          <strong>{name}</strong>
          <span>
            {person
              ? role === 'viewer'
                ? 'Viewer: sees everything, changes nothing'
                : 'Manager: may do everything here'
              : `${what}.`}
          </span>
        </div>
        {(logbook || several) && <Menu.Divider />}
        {logbook && (
          <LinkItem {...logbook} leftSection={<IconNotebook size={16} stroke={1.8} aria-hidden />}>
            Logbook
          </LinkItem>
        )}
        {several && (
          <LinkItem {...paths.home()} leftSection={<IconSelector size={16} stroke={1.8} aria-hidden />}>
            Other projects
          </LinkItem>
        )}
        {person && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconLogout size={16} stroke={1.8} aria-hidden />}
              closeMenuOnClick={false}
              onClick={() => {
                setTrouble('')
                signOut().catch((error: unknown) =>
                  setTrouble(`You are still signed in. ${explain(error).title}`),
                )
              }}
            >
              Sign out
            </Menu.Item>
          </>
        )}
        {trouble && (
          <p role="alert" className={css.trouble}>
            {trouble}
          </p>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

const initial = (name: string) => [...name.trim()][0]?.toLocaleUpperCase() ?? ''
