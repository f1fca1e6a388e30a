import { Button, NativeSelect, Popover, Switch, TextInput } from '@mantine/core'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { formatInstant, wallToInstants } from '#src/domain/time.ts'
import { demoLost } from '../browser.ts'
import { vendorNames } from '../engine/vendors.ts'
import { scenarioNames, type ScenarioName } from '../scenarios/scenarios.ts'
import { Mantine } from '#src/ui/Mantine.tsx'
import { ask, type DemoState } from './demoDoor.ts'
import css from './DemoBar.module.css'
import { phoneTab } from './phoneTab.ts'

const PhoneBeside = lazy(() => import('./PhoneBeside.tsx').then((m) => ({ default: m.PhoneBeside })))
/** Where the simulated phone has an address of its own. */
const phoneAddress = `${import.meta.env.BASE_URL}phone/`

const scenarioWords: Record<ScenarioName, string> = {
  everyday: 'Everyday',
  empty: 'Empty project',
  vendorOutage: 'Vendor outage',
  hundredThousand: '100,000 keys',
}
const steps = [
  { word: '+1 h', advanceSeconds: 3600 },
  { word: '+1 day', advanceSeconds: 86_400 },
]
const delays = [0, 300, 1_000, 3_000]
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

interface DemoBarProps {
  /** Everything on the screen is to be read again. */
  onChange: () => void
  /** Whatever this browser remembers is to be forgotten. */
  onForget: () => void
}

/** Says that this is the demo, and holds its strings: scenario, clock, vendors, delay, reset. */
export const DemoBar = (props: DemoBarProps) => (
  <Mantine>
    <Bar {...props} />
  </Mantine>
)

function Bar({ onChange, onForget }: DemoBarProps) {
  const [state, setState] = useState<{ served: DemoState; offset: number }>()
  const lost = useSyncExternalStore(demoLost.subscribe, demoLost.get)
  const [moment, setMoment] = useState('')
  const [beside, setBeside] = useState(phoneTab.beside.get() !== undefined)
  const device = useSecond()

  const show = (served: DemoState) => setState({ served, offset: offsetOf(served) })
  // A side door that does not answer has told `demoLost`.
  const act = (path: string, body: unknown) =>
    ask(path, body).then((served) => {
      show(served)
      onChange()
    }, ignore)
  /** A new life repeats the ids of the one before: whatever this browser remembers of those would be wrong. */
  const begin = (to: { scenario?: string }) =>
    ask('reset', to).then(() => {
      onForget()
      location.reload()
    }, ignore)
  const showPhone = (isShown: boolean) => {
    phoneTab.beside.set(isShown ? 'yes' : undefined)
    setBeside(isShown)
  }
  useEffect(() => {
    const look = () => void ask('state').then(show, ignore)
    look()
    // Another tab may have turned the clock meanwhile.
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [])

  if (lost)
    return (
      <aside className={css.bar} data-lost aria-label="Demo">
        <strong>Demo</strong>
        <span role="alert">The demo Unloc does not answer. Nothing is sent anywhere.</span>
        <Button size="compact-xs" variant="white" onClick={() => location.reload()}>
          Reload
        </Button>
      </aside>
    )
  const served = state?.served
  const delay = served?.faults.find((fault) => fault.path === '/v2/*')?.delayMs ?? 0
  const outages = served?.vendors.filter(({ reachable }) => !reachable) ?? []
  const clock = (style: 'full' | 'near') =>
    state && formatInstant(device + state.offset, undefined, undefined, style)
  const turns = (size: 'compact-xs' | 'sm') =>
    steps.map(({ word, advanceSeconds }) => (
      <Button key={word} size={size} variant="default" onClick={() => void act('clock', { advanceSeconds })}>
        {word}
      </Button>
    ))
  const chosen = wallToInstants(moment.replace('T', ' '), zone)
  return (
    <aside className={css.bar} aria-label="Demo">
      <strong>Demo</strong>
      <span className={css.clock}>
        <span className={css.wide}>{clock('full')}</span>
        <span className={css.narrow}>{clock('near')}</span>
      </span>
      {outages.length > 0 && (
        <span className={css.outage}>
          <span className={css.wide}>{outages.map(({ vendor }) => vendor).join(', ')} off</span>
        </span>
      )}
      <span className={css.buttons}>
        <span className={css.wide}>
          {turns('compact-xs')}
          <Button
            className={css.beside}
            size="compact-xs"
            variant={beside ? 'light' : 'default'}
            aria-pressed={beside}
            onClick={() => showPhone(!beside)}
          >
            Phone
          </Button>
          <Button className={css.apart} component="a" size="compact-xs" variant="default" {...phoneLink}>
            Phone
          </Button>
        </span>
        <Popover position="bottom-end" shadow="md" width={300} trapFocus>
          <Popover.Target>
            <Button size="compact-xs" variant="default">
              Demo controls
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label="Demo controls" className={css.panel}>
            <NativeSelect
              label="Scenario"
              value={served?.scenario ?? 'everyday'}
              data={scenarioNames.map((value) => ({ value, label: scenarioWords[value] }))}
              onChange={(event) => void begin({ scenario: event.currentTarget.value })}
            />
            <div className={css.moment}>
              <TextInput
                type="datetime-local"
                label="Clock"
                description={`In ${zone}`}
                value={moment}
                onChange={(event) => setMoment(event.currentTarget.value)}
              />
              <Button
                variant="default"
                disabled={chosen.kind !== 'one'}
                onClick={() => chosen.kind === 'one' && void act('clock', { now: chosen.at })}
              >
                Set
              </Button>
            </div>
            <div className={css.narrow}>{turns('sm')}</div>
            <Button className={css.phone} component="a" variant="default" {...phoneLink}>
              Simulated phone
            </Button>
            <Button variant="default" onClick={() => void act('clock', { now: Date.now() })}>
              Back to the real time
            </Button>
            <fieldset className={css.vendors}>
              <legend>Vendors that can be reached</legend>
              {vendorNames
                .flatMap((name) => served?.vendors.find(({ vendor }) => vendor === name) ?? [])
                .map(({ vendor, reachable }) => (
                  <Switch
                    key={vendor}
                    size="xs"
                    label={vendor}
                    checked={reachable}
                    onChange={(event) =>
                      void act('vendors', { vendor, reachable: event.currentTarget.checked })
                    }
                  />
                ))}
            </fieldset>
            <NativeSelect
              label="Delay of every answer"
              value={String(delay)}
              data={delays.map((ms) => ({
                value: String(ms),
                label: ms === 0 ? 'None' : `${String(ms / 1000)} s`,
              }))}
              onChange={(event) => {
                const delayMs = Number(event.currentTarget.value)
                void act('faults', delayMs === 0 ? [] : [{ method: '*', path: '/v2/*', times: 1e9, delayMs }])
              }}
            />
            <Button variant="default" onClick={() => void begin({})}>
              Start this scenario again
            </Button>
          </Popover.Dropdown>
        </Popover>
      </span>
      {beside && (
        <Suspense>
          <PhoneBeside address={phoneAddress} onClose={() => showPhone(false)} />
        </Suspense>
      )}
    </aside>
  )
}

const phoneLink = { href: phoneAddress, target: '_blank', rel: 'noopener' }

/** Milliseconds from the device's clock to the demo's. */
const offsetOf = ({ now }: DemoState) => Date.parse(now) - Date.now()

const ignore = () => undefined

/** The device's clock in whole seconds. */
const useSecond = () =>
  useSyncExternalStore(
    (listener) => {
      const timer = setInterval(listener, 1000)
      return () => clearInterval(timer)
    },
    () => Math.floor(Date.now() / 1000) * 1000,
  )
