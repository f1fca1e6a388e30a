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

  // A page may have asked for its keys long before its script is here: what it draws them in begins when it reads them.
  for (const how of ['text', 'json']) {
    const { [how]: read } = Response.prototype
    Response.prototype[how] = async function () {
      const content = await read.call(this)
      if (/\/keys\?/.test(this.url)) seen.firstRead ??= performance.now()
      return content
    }
  }

  // A task that is posted in a frame begins when that frame has been painted, and this one before whatever else waits.
  const afterPaint = (act) =>
    requestAnimationFrame(() =>
      scheduler.postTask(() => act(performance.now()), { priority: 'user-blocking' }),
    )
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
  const { tasks, firstRead, firstRow, firstPainted, rows, rowsPainted } = globalThis.bench
  const entries = performance.getEntriesByType('resource')
  const [firstPage] = entries.filter(({ name }) => /\/keys\?/.test(name))
  const until = rowsPainted + 2000
  const blocking = ([start, duration]) =>
    start < until ? Math.max(0, Math.min(start + duration, until) - start - 50) : 0
  return {
    firstContentfulPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    firstRow,
    firstPainted,
    rows,
    rowsPainted,
    readToRows: firstPainted - firstRead,
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
 * of the frame that paints it. `globalThis.benchReady` says that the event may come. Looking is kept cheap, since the
 * page pays for it: a look is two or three attributes a frame.
 */
export const untilShown = ([event, what]) => {
  const find = (selector) => document.querySelector(selector)
  const said = () =>
    [...document.querySelectorAll('[role=status]')].map((status) => !status.hidden && status.textContent)
  const count = () => said().find((text) => /^[\d,.]+( of [\d,.]+)? (keys|so far)/.test(text))
  const looks = {
    // Count and rows both: one without the other is no answer.
    filter: () => [find('[role][aria-rowcount]')?.getAttribute('aria-rowcount'), count()],
    sort: () => [
      [...document.querySelectorAll('[aria-sort]')].map((head) => head.getAttribute('aria-sort')).join(),
      find('[aria-rowindex="2"] a[href*="/keys/"]')?.href,
    ],
    select: () => [said().some((text) => /^[\d,.]+ keys selected/.test(text))],
  }
  const look = looks[what]
  const before = look()
  const isDone = () => look().every((value, i) => value !== before[i])
  return new Promise((resolve, reject) => {
    let seen = 0
    const patience = setTimeout(() => {
      const field = document.activeElement?.outerHTML.slice(0, 300)
      const told = { event, what, seen, before, now: look(), field }
      reject(new Error(`The list did not answer: ${JSON.stringify(told)}`))
    }, 20_000)
    addEventListener(
      event,
      ({ timeStamp }) => {
        seen++
        const each = () => {
          if (!isDone()) return void requestAnimationFrame(each)
          const end = () => {
            clearTimeout(patience)
            resolve(performance.now() - timeStamp)
          }
          // Begins when this frame has been painted, and before what the page puts off until then.
          scheduler.postTask(end, { priority: 'user-blocking' })
        }
        requestAnimationFrame(each)
      },
      { once: true, capture: true },
    )
    globalThis.benchReady = true
  })
}

/**
 * Scrolls the page down by `speed` pixels a second for so many seconds. Resolves with the length of each frame in ms,
 * and with the frames in which one of three places of the list was painted without a row.
 */
export const scrollDown = ([speed, seconds]) =>
  new Promise((resolve) => {
    const frames = []
    let [blank, last, start] = [0, 0, 0]
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      const isRow = (part) =>
        document.elementFromPoint(innerWidth / 2, innerHeight * part)?.closest('[role=row]')?.textContent
      if (![0.2, 0.5, 0.9].every(isRow)) blank++
    }
    const step = (at) => {
      if (start === 0) start = at
      else {
        frames.push(at - last)
        port2.postMessage(undefined)
      }
      last = at
      if (at - start > seconds * 1000) return resolve({ frames, blank, reached: scrollY })
      scrollTo(0, ((at - start) / 1000) * speed)
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
