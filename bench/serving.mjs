import { quantile } from './figures.mjs'

/**
 * How long the mock and the gateway before it take to answer a page of keys: what no console can be quicker than.
 * Medians in ms.
 */
export async function serving(house, keys) {
  const { origin, projectId } = await house.site('console', keys)
  const { url } = await house.mock(keys)
  const asked = await fetch(`${url}/v2/auth/token/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: 'demo',
      client_secret: 'demo-secret',
      scope: 'project.admin',
      project_id: projectId,
    }),
  })
  const { access_token: token } = await asked.json()
  const times = async (from, limit, headers) => {
    const seen = []
    for (let i = 0; i < 12; i++) {
      const start = performance.now()
      const answer = await fetch(`${from}/v2/projects/${projectId}/keys?limit=${limit}`, { headers })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`A page of keys was answered with ${answer.status}`)
      // The first answers are those of a server that has just begun.
      if (i > 2) seen.push(performance.now() - start)
    }
    return quantile(seen, 0.5)
  }
  const figures = {}
  for (const limit of [100, 2500]) {
    figures[`mock${limit}`] = await times(url, limit, { authorization: `Bearer ${token}` })
    figures[`gateway${limit}`] = await times(origin, limit, {})
  }
  return figures
}
