import { Menu } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useRole } from '#src/api/session.ts'
import { allowed, keyUserId, type Allowed } from '#src/domain/key.ts'
import { personId } from '#src/domain/person.ts'
import { paths } from '#src/paths.ts'
import { LinkItem } from '#src/ui/LinkItem.tsx'
import type { KeyLine, KeysOf } from './keyColumns.tsx'
import type { RevokeTarget } from './keyRevokeTarget.ts'

const KeyRevoke = lazy(() => import('./KeyRevoke.tsx').then((m) => ({ default: m.KeyRevoke })))

/** The row whose menu is open, and the button that opened it. */
export interface OpenRow {
  line: KeyLine
  button: HTMLElement
}

interface KeyRowMenuProps {
  projectId: string
  /** On the page of one lock or person nothing leads there again. */
  of: KeysOf | undefined
  open: OpenRow | undefined
  onClose: () => void
}

/** What can be done with one key of the list. One menu serves all rows: one for each would cost every scroll. */
export function KeyRowMenu({ projectId, of, open, onClose }: KeyRowMenuProps) {
  const [target, setTarget] = useState<RevokeTarget>()
  const at = open?.button.getBoundingClientRect()
  const line = open?.line
  const number = line && keyUserId(line.key)
  const role = useRole()
  const mine = allowed('revokeMany', undefined, role)
  const verdict = allowed('revoke', line, role)
  const close = () => {
    open?.button.focus()
    onClose()
  }
  return (
    <>
      {line && at && (
        <Menu opened onClose={close} position="bottom-end" shadow="md" returnFocus={false}>
          <Menu.Target>
            <span
              aria-hidden
              style={{
                position: 'fixed',
                left: at.left,
                top: at.top,
                width: at.width,
                height: at.height,
                pointerEvents: 'none',
              }}
            />
          </Menu.Target>
          <Menu.Dropdown aria-label={`Actions for ${line.personName}, ${line.lockName}`}>
            <LinkItem {...paths.key(projectId, line.key.id)}>Open this key</LinkItem>
            {number && of !== 'person' && (
              <LinkItem {...paths.person(projectId, personId(projectId, number))}>
                Open the person {line.personName}
              </LinkItem>
            )}
            {number && (
              <LinkItem {...paths.keys(projectId)} search={{ person: personId(projectId, number) }}>
                Show all keys of {line.personName}
              </LinkItem>
            )}
            {line.key.lockId && of !== 'lock' && (
              <LinkItem {...paths.lock(projectId, line.key.lockId)}>Open the lock {line.lockName}</LinkItem>
            )}
            {number && line.key.lockId && (
              <LinkItem
                {...paths.keyWhy(projectId)}
                search={{ person: personId(projectId, number), lock: line.key.lockId }}
              >
                Why can’t they get in?
              </LinkItem>
            )}
            <Menu.Divider />
            {!mine.ok && (
              <Menu.Label maw="17rem" fw={400}>
                {mine.reason}
              </Menu.Label>
            )}
            {mine.ok ? (
              <LinkItem {...paths.keyChange(projectId)} search={{ key: line.key.id }}>
                Extend or change this key…
              </LinkItem>
            ) : (
              <Menu.Item {...refused(mine)}>Extend or change this key…</Menu.Item>
            )}
            <Menu.Item
              color="var(--error)"
              onClick={() => setTarget({ kind: 'keys', ids: [line.key.id] })}
              {...refused(verdict)}
            >
              Revoke this key…
            </Menu.Item>
            {number && (
              <Menu.Item
                color="var(--error)"
                onClick={() => setTarget({ kind: 'people', numbers: [number] })}
                {...refused(mine)}
              >
                Revoke all keys of {line.personName}…
              </Menu.Item>
            )}
            {line.key.lockId && (
              <Menu.Item
                color="var(--error)"
                onClick={() => setTarget({ kind: 'locks', ids: line.key.lockId ? [line.key.lockId] : [] })}
                {...refused(mine)}
              >
                Revoke all keys to {line.lockName}…
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {target && (
        <Suspense>
          <KeyRevoke projectId={projectId} target={target} onClose={() => setTarget(undefined)} />
        </Suspense>
      )}
    </>
  )
}

/** An item that cannot be chosen still takes the focus, and says why. */
const refused = (verdict: Allowed) =>
  verdict.ok
    ? {}
    : {
        'aria-disabled': true,
        c: 'var(--faint)',
        style: { cursor: 'not-allowed' },
        title: verdict.reason,
        closeMenuOnClick: false,
        onClick: () => undefined,
      }
