import type { Project } from '#src/contract/project.ts'

/** The demo's project. One id in every scenario, so that addresses and tokens outlive a change of scenario. */
export const demoProjectId = '6f1d2c0e-8a54-4c1b-9b7e-2f6a90c3d511'

export const demoProject = (name: string): Project => ({
  id: demoProjectId,
  name,
  organizationId: 'b3a7e0d2-51c9-4f0e-8d36-7c1e4a92f085',
})
