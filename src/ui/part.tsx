import { createContext, use, useEffect, useState, type ComponentType, type ReactNode } from 'react'

/** Code could not be had: no connection, or a newer version of the console has taken its place. */
export class PartMissing extends Error {
  override name = 'PartMissing'
}

/** Whether this is trouble with fetching code, be it by `part` or by a plain dynamic import. */
export const isPartMissing = (error: unknown): boolean =>
  error instanceof PartMissing ||
  (error instanceof Error &&
    /dynamically imported module|module script failed|preload CSS/i.test(error.message))

interface PartProps {
  /** Fetched at once, and trouble with it is an error of the page; else when the page stands and nothing else is to do. */
  isWanted?: boolean
  /** In its place until its code is here. */
  sketch?: ReactNode
}

/** A part of a page whose code comes by itself, after what people look at first. */
export interface Part<Props> {
  (props: Props & PartProps): ReactNode
  /** Fetches the code; anew, where that failed before. @throws PartMissing */
  load: () => Promise<void>
}

/** A part by the import of its component. Mantine comes with it. */
export const part = <Props extends object>(fetch: () => Promise<ComponentType<Props>>): Part<Props> =>
  partOf(() =>
    Promise.all([import('./Mantine.tsx'), fetch()]).then(([{ Mantine }, Inner]) => {
      const Handed = createContext<Props>({} as Props)
      const Taken = () => <Inner {...use(Handed)} />
      // One element for good: Mantine's provider would draw every part of it anew with each change of the page.
      const inside = (
        <Mantine>
          <Taken />
        </Mantine>
      )
      return (props: Props) => <Handed value={props}>{inside}</Handed>
    }),
  )

/** A part that needs no Mantine. */
export function partOf<Props extends object>(fetch: () => Promise<ComponentType<Props>>): Part<Props> {
  let loading: Promise<void> | undefined
  let loaded: ComponentType<Props> | undefined
  const load = () =>
    (loading ??= fetch().then(
      (Inner) => {
        loaded = Inner
      },
      (cause: unknown) => {
        loading = undefined
        throw new PartMissing('A part of the console could not be loaded', { cause })
      },
    ))

  function Part({ isWanted = false, sketch, ...props }: Props & PartProps) {
    const [, seeLoaded] = useState(loaded !== undefined)
    const [failure, fail] = useState<{ error: unknown }>()
    useEffect(() => {
      let isGone = false
      const coming = isWanted || loaded ? load() : whenShown().then(load)
      coming.then(
        () => isGone || seeLoaded(true),
        (error: unknown) => isGone || !isWanted || fail({ error }),
      )
      return () => {
        isGone = true
      }
    }, [isWanted])
    if (failure) throw failure.error
    const Loaded = loaded
    return Loaded ? <Loaded {...(props as unknown as Props)} /> : sketch
  }
  Part.load = load
  return Part
}

let told: () => void
const shown = new Promise<void>((resolve) => (told = resolve))

/** Says that what people came for stands on the screen: now the rest may come, when the browser has nothing to do. */
export function pageShown(): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(told, { timeout: 1000 })
  else setTimeout(told, 200)
}

/** For a list that does not come: the rest is not kept waiting for ever. */
const patienceMs = 10_000

/** When what is not needed at first may be fetched. */
export const whenShown = (): Promise<unknown> =>
  Promise.race([shown, new Promise((resolve) => setTimeout(resolve, patienceMs))])
