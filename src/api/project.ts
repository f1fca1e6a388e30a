import { queryOptions } from '@tanstack/react-query'
import type { Project } from '#src/contract/project.ts'
import { call } from './call.ts'

/** The projects that this console can reach. Discovery gives ids alone (unloc-api 1.3). */
export const projectIds = () =>
  queryOptions({
    queryKey: ['projectIds'],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<string[]> => {
      const { resources } = await call('resourcesDiscover', {}, { body: {}, signal })
      return (resources.projects ?? []).map(({ projectId }) => projectId)
    },
  })

/** The projects that this console can reach, with their names. */
export const projectList = () =>
  queryOptions({
    queryKey: ['projects'],
    staleTime: Infinity,
    queryFn: async ({ client, signal }): Promise<Project[]> => {
      // Tried again as part of this one.
      const ids = await client.fetchQuery({ ...projectIds(), retry: false })
      return Promise.all(
        ids.map((projectId) =>
          call('projectGet', { projectId }, { signal }).then(
            (answer) => answer.project,
            // A project that cannot be read is still a project that can be opened.
            (): Project => ({ id: projectId }),
          ),
        ),
      )
    },
  })

export const projectGet = (projectId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'project'],
    staleTime: Infinity,
    queryFn: async ({ signal }) => (await call('projectGet', { projectId }, { signal })).project,
  })
