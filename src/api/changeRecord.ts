import { z } from '#src/contract/zod.ts'
import { remembered } from './remembered.ts'
import { Terms } from './terms.ts'

/**
 * What this browser remembers of a change of keys, so that a reload in the middle of it loses nothing: which key was to
 * be replaced, what was asked for in its place, and how far that came. Ids alone: no number, no note, no words of the API.
 */
const ChangePair = z.object({
  oldId: z.string(),
  lockId: z.string(),
  /** Opaque. */
  personId: z.string(),
  /** The place of what was asked for in `terms`. */
  terms: z.number(),
  /** False where there was nothing to revoke. */
  hasOld: z.boolean(),
  /** Written before the call leaves as `lost`, which is what it is if the page goes before the answer. */
  call: z.enum(['waiting', 'sent', 'lost', 'refused', 'notSent']),
  job: z.optional(z.string()),
  newId: z.optional(z.string()),
  /** The old key is revoked, or was found unusable for another reason. */
  oldEnd: z.optional(z.enum(['revoked', 'ended'])),
})
export type ChangePair = z.infer<typeof ChangePair>

const ChangeRecord = z.object({
  /** The mark of the press (`metadata.batch`), which is the change's own name. */
  batch: z.string(),
  startedAt: z.number(),
  terms: z.array(Terms),
  pairs: z.array(ChangePair),
  /** It needs nobody any more, or somebody said so. */
  isOver: z.boolean(),
})
export type ChangeRecord = z.infer<typeof ChangeRecord>

const kept = 20
const records = remembered('changes', z.array(ChangeRecord), [])

/** One change of this project, by its mark. */
export const readChange = (projectId: string, batch: string): ChangeRecord | undefined =>
  records.read(projectId).find((record) => record.batch === batch)

/** The changes that this browser remembers, newest first. */
export const useChanges = (projectId: string): ChangeRecord[] => records.useValue(projectId)

/** Remembers a change. Of those that are over only the newest are kept. */
export function addChange(projectId: string, record: ChangeRecord): void {
  records.change(projectId, (known) => {
    const all = [record, ...known.filter(({ batch }) => batch !== record.batch)]
    const over = all.filter(({ isOver }) => isOver).slice(kept)
    return all.filter((one) => !over.includes(one))
  })
}

/** Changes what is remembered of a change; nothing where it is not remembered. */
export function editChange(
  projectId: string,
  batch: string,
  edit: (record: ChangeRecord) => ChangeRecord,
): void {
  records.change(projectId, (known) => known.map((one) => (one.batch === batch ? edit(one) : one)))
}

/** The same for single pairs of it, by the id of the old key. */
export const editPairs = (
  projectId: string,
  batch: string,
  edits: ReadonlyMap<string, Partial<ChangePair>>,
): void =>
  editChange(projectId, batch, (record) => ({
    ...record,
    pairs: record.pairs.map((pair) => ({ ...pair, ...edits.get(pair.oldId) })),
  }))
