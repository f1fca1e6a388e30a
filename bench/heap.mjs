/** What a page holds after its garbage is collected, in MB: JavaScript's heap, and the bytes of typed arrays beside it. */
export async function heap(cdp) {
  // The second collection takes what finalizers of the first let go.
  for (let i = 0; i < 2; i++) await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize, backingStorageSize = 0 } = await cdp.send('Runtime.getHeapUsage')
  return { heap: usedSize / 1e6, arrays: backingStorageSize / 1e6 }
}
