// Reads the runners' own reports. A skipped test counts as failed: a suite that is green because it was not run is
// the one outcome that nobody notices.

/** @returns {{ passed: number, failed: number, notes: string[] }} */
export function countVitest(report) {
  const notes = []
  let failed = report.numFailedTests
  for (const file of report.testResults) {
    // A file that cannot even be loaded has no failed test in it.
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      failed++
      notes.push(`did not run: ${file.name}`)
    }
    for (const { fullName, status } of file.assertionResults)
      if (status !== 'passed' && status !== 'failed') {
        failed++
        notes.push(`skipped: ${fullName}`)
      }
  }
  return { passed: report.numPassedTests, failed, notes }
}

/** @returns {{ passed: number, failed: number, notes: string[] }} */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  const notes = specs(report.suites).flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status !== 'expected')
      .map(({ status, projectName }) => `${status}: ${title} (${projectName})`),
  )
  for (const { message } of report.errors) notes.push(`outside of any test: ${message}`)
  return { passed: expected, failed: unexpected + flaky + skipped + report.errors.length, notes }
}

const specs = (suites = []) => suites.flatMap((suite) => [...(suite.specs ?? []), ...specs(suite.suites)])
