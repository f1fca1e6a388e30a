import type { Role } from '#src/contract/gateway.ts'

/** Who makes a call, as the gateway's own session says it, never as the browser does. */
export interface Caller {
  name: string
  role: Role
  /** Of this one call: in the answer, the log and the record of writes. */
  requestId: string
}
