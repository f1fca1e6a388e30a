// Functions that run in the page. Each stands alone: it is sent there as text.

/** Before anything else of a page: notes when rows come and are painted, and how long the main thread was blocked. */
export const observeLoad = () => {
  const seen = { tasks: [], slow: [] }
  globalThis.bench = seen
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push([startTime, duration])
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { interactionId, name, startTime, duration } of list.getEntries())
      if (interactionId) seen.slow.push([startTime, duration, name])
  }).observe({ type: 'event', durationThreshold: 16 })

  // A message that is posted in a frame is read when that frame has been painted.
  const afterPaint = (act) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => act(performance.now())
      port2.postMessage(undefined)
    })
  const look = new MutationObserver(() => {
    const { length } = document.querySelectorAll('[role=row] a[href*="/keys/"]')
    if (length === 0) return
    if (seen.firstRow === undefined) {
      seen.firstRow = performance.now()
      afterPaint((at) => (seen.firstPainted = at))
    }
    if (length < 25) return
    seen.rows = performance.now()
    afterPaint((at) => (seen.rowsPainted = at))
    look.disconnect()
  })
  look.observe(document, { childList: true, subtree: true })
}

/** What `observeLoad` saw, with what the browser itself noted. */
export const readLoad = () => {
  const { tasks, firstRow, firstPainted, rows, rowsPainted } = globalThis.bench
  const entries = performance.getEntriesByType('resource')
  const [firstPage] = entries.filter(({ name }) => /\/keys\?/.test(name))
  const until = rowsPainted + 2000
  const blocking = ([start, duration]) =>
    start < until ? Math.max(0, Math.min(start + duration, until) - start - 50) : 0
  return {
    firstContentfulPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    firstRow,
    rows,
    rowsPainted,
    dataToRows: firstPainted - firstPage.responseEnd,
    askedAt: firstPage.startTime,
    dataAt: firstPage.responseEnd,
    blocked: tasks.reduce((sum, task) => sum + blocking(task), 0),
    files: entries
      .filter(({ name, startTime }) => /\.(js|css)$/.test(new URL(name).pathname) && startTime < firstRow)
      .map(({ name, encodedBodySize }) => ({ path: new URL(name).pathname, sent: encodedBodySize })),
  }
}

/**
 * Waits for an event and then until the list shows what it asks for; resolves with the time from the event to the end
 * of the frame that paints it. `globalThis.benchReady` says that the event may come.
 */
export const untilShown = ([event, what]) => {
  const row = () => document.querySelector('[role=row]:has(a[href*="/keys/"])')
  const state = () => {
    const table = document.querySelector('[role=table],[role=grid]')
    return {
      // Count and rows both: one without the other is no answer.
      rows: `${table?.ariaRowCount ?? table?.getAttribute('aria-rowcount')}`,
      count: document.querySelector('[role=status]')?.textContent,
      first: [...document.querySelectorAll('[role=row]:has(a[href*="/keys/"])')]
        .sort((a, b) => a.getAttribute('aria-rowindex') - b.getAttribute('aria-rowindex'))[0]
        ?.querySelector('a')?.href,
      sort: [...document.querySelectorAll('[role=columnheader]')]
        .map((head) => head.getAttribute('aria-sort'))
        .join(),
      selected: [...document.querySelectorAll('[role=status]')].some((status) =>
        /^[\d,.\s]+ keys selected/.test(status.hidden ? '' : status.textContent),
      ),
    }
  }
  const before = state()
  void row
  const isDone = {
    filter: () => {
      const now = state()
      return now.rows !== before.rows && now.count !== before.count
    },
    sort: () => {
      const now = state()
      return now.sort !== before.sort && now.first !== before.first
    },
    select: () => state().selected !== before.selected,
  }[what]
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`The list did not answer to ${event} (${what})`)), 20_000)
    addEventListener(
      event,
      ({ timeStamp }) => {
        const look = () => {
          if (!isDone()) return void requestAnimationFrame(look)
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - timeStamp)
          port2.postMessage(undefined)
        }
        requestAnimationFrame(look)
      },
      { once: true, capture: true },
    )
    globalThis.benchReady = true
  })
}
