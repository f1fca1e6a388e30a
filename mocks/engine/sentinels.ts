/**
 * Numbers that are set apart to fail, so that a person can type a failure (mocks/README.md lists them).
 * A reason: every vendor refuses their keys. `hangs`: no vendor ever answers, and the job times out.
 */
export const sentinels: Readonly<Record<string, { reason: string } | { hangs: true }>> = {
  '+4790000001': { reason: 'the vendor refused this key holder' },
  '+4790000002': { reason: 'the lock has no room for more keys' },
  '+4790000003': { hangs: true },
}

export const unreachableReason = "unable to contact the vendor's lock system"
export const timeoutReason = 'the vendor did not confirm the key in time'
