/** What the tabs of a browser let each other know: that the project, a job or the list of jobs can be seen in one. */
export const jobSeen = {
  project: (projectId: string) => `unloc.seen.${projectId}`,
  job: (projectId: string, jobId: string) => `unloc.seenJob.${projectId}.${jobId}`,
  list: (projectId: string) => `unloc.seenJobs.${projectId}`,
}
