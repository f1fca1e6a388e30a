import { z } from '#src/contract/zod.ts'
import { KeyForm } from './keyForm.ts'

/** An unsent form with what belongs to it. */
const KeyDraft = z.object({
  values: KeyForm,
  /** The address that had filled it in, so that a reload does not fill it in twice. */
  from: z.string(),
  batch: z.string(),
  /** The answer to a press was lost: nothing may be sent before somebody has looked. */
  unsure: z.boolean(),
  /** When that call was sent, epoch ms. */
  lostAt: z.optional(z.number()),
})
export type KeyDraft = z.infer<typeof KeyDraft>

/** Keys that are tried again have a draft of their own, by their job: they are never mixed with other new keys. */
const place = (projectId: string, retry: string | undefined) =>
  `unloc.newKeys.${projectId}${retry === undefined ? '' : `.${retry}`}`

// A draft holds phone numbers, so it lives no longer than the tab.
export function readKeyDraft(projectId: string, retry?: string): KeyDraft | undefined {
  try {
    const read = z.safeParse(KeyDraft, JSON.parse(sessionStorage.getItem(place(projectId, retry)) ?? 'null'))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

export function saveKeyDraft(projectId: string, draft: KeyDraft, retry?: string): void {
  try {
    if (draft.unsure || isWorthKeeping(draft.values))
      sessionStorage.setItem(place(projectId, retry), JSON.stringify(draft))
    else sessionStorage.removeItem(place(projectId, retry))
  } catch {
    // A blocked or full store costs the draft's survival, nothing else.
  }
}

export function wipeKeyDraft(projectId: string, retry?: string): void {
  try {
    sessionStorage.removeItem(place(projectId, retry))
  } catch {
    // See above.
  }
}

/** Whether anything was filled in that a person would miss. */
export const isWorthKeeping = ({ people, typed, lockIds, start, end, weekly, note }: KeyForm): boolean =>
  people.length > 0 ||
  typed !== null ||
  lockIds.length > 0 ||
  start !== '' ||
  end !== '' ||
  weekly ||
  note.trim() !== ''
