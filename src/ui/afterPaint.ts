/** A tab that is not looked at paints no frame. */
const patienceMs = 200

/** Acts once the next frame has been painted, so that what a press shows does not wait for it. Returns what calls it off. */
export function afterPaint(act: () => void): () => void {
  let frame = 0
  const { port1, port2 } = new MessageChannel()
  const end = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    port1.close()
  }
  const once = () => {
    end()
    act()
  }
  const timer = setTimeout(once, patienceMs)
  // A message that is posted in a frame is read when that frame has been painted.
  port1.onmessage = once
  frame = requestAnimationFrame(() => port2.postMessage(undefined))
  return end
}
