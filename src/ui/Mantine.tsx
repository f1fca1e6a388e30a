import {
  convertCssVariables,
  deepMerge,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  MantineProvider,
  mergeMantineTheme,
  type MantineColorSchemeManager,
} from '@mantine/core'
import { useSyncExternalStore, type ReactNode } from 'react'
import { colorScheme } from './colorScheme.ts'
import './mantine.css'
import { resolver, theme } from './theme.ts'

// Once for all parts, by script: such a sheet needs no nonce, and no <style> is drawn with each of them.
const full = mergeMantineTheme(DEFAULT_THEME, theme)
const sheet = new CSSStyleSheet()
sheet.replaceSync(convertCssVariables(deepMerge(defaultCssVariablesResolver(full), resolver(full))))
document.adoptedStyleSheets.push(sheet)

/** The choice of colours is ours, since it is needed before Mantine comes; Mantine follows it. */
const manager: MantineColorSchemeManager = {
  get: () => colorScheme.shown(),
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
}

/** What every part that is made of Mantine stands in. The first screen has none, so that it need not wait for it. */
export function Mantine({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={manager}
      forceColorScheme={useSyncExternalStore(colorScheme.subscribe, colorScheme.shown)}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  )
}
