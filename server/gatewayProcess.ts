import { openAudit } from './audit.ts'
import { gatewayUnderTest } from './gatewayUnderTest.ts'

/** For the test that kills it: a gateway as a process of its own, `node scripts/run.mjs` with upstream and file. */
export async function main(upstream: string, file: string): Promise<{ close(): Promise<void> }> {
  const gateway = await gatewayUnderTest({ upstream, audit: openAudit(file) })
  console.log(`port ${gateway.port}`)
  return gateway
}
