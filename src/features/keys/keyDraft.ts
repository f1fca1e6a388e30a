import { z } from '#src/contract/zod.ts'
import { KeyForm } from './keyForm.ts'

/** An unsent form, and the address that had filled it in, so that a reload does not fill it in twice. */
const KeyDraft = z.object({ values: KeyForm, from: z.string() })
export type KeyDraft = z.infer<typeof KeyDraft>

const place = (projectId: string) => `unloc.newKeys.${projectId}`

// A draft holds phone numbers: it lives no longer than the tab.
export function readKeyDraft(projectId: string): KeyDraft | undefined {
  try {
    const read = z.safeParse(KeyDraft, JSON.parse(sessionStorage.getItem(place(projectId)) ?? 'null'))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

export function saveKeyDraft(projectId: string, draft: KeyDraft): void {
  try {
    sessionStorage.setItem(place(projectId), JSON.stringify(draft))
  } catch {
    // A blocked or full store costs the draft's survival, nothing else.
  }
}

export function wipeKeyDraft(projectId: string): void {
  try {
    sessionStorage.removeItem(place(projectId))
  } catch {
    // See above.
  }
}

/** Whether anything was filled in that a person would miss. */
export const isWorthKeeping = ({ people, lockIds, start, end, weekly, note }: KeyForm): boolean =>
  people.length > 0 || lockIds.length > 0 || start !== '' || end !== '' || weekly || note.trim() !== ''
