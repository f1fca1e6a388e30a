import { queryOptions } from '@tanstack/react-query'
import type { Project } from '#src/contract/project.ts'
import { call } from './call.ts'

/** The projects that this console can reach, with their names. Discovery gives ids alone (unloc-api 1.3). */
export const projectList = () =>
  queryOptions({
    queryKey: ['projects'],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<Project[]> => {
      const { resources } = await call('resourcesDiscover', {}, { body: {}, signal })
      return Promise.all(
        (resources.projects ?? []).map(({ projectId }) =>
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
