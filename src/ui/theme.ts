import { createTheme, Menu, type CSSVariablesResolver } from '@mantine/core'

/** Ten steps of our own accent, iris. Step 6 carries white text in light, step 5 in dark. */
const iris = [
  '#f1f0fe',
  '#e2e0fb',
  '#c6c1f6',
  '#a9a2f2',
  '#9089ec',
  '#6d62e0',
  '#5549cf',
  '#463bb5',
  '#392f98',
  '#2c2478',
] as const

/** Red is for what cannot be undone. Step 6 carries white text; step 4 is read on dark. */
const red = [
  '#fdeceb',
  '#fad5d2',
  '#f3aaa5',
  '#ec8079',
  '#ff8b82',
  '#cf4038',
  '#b3261e',
  '#98201a',
  '#7d1a15',
  '#621410',
] as const

export const theme = createTheme({
  primaryColor: 'iris',
  colors: { iris: [...iris], red: [...red] },
  primaryShade: { light: 6, dark: 6 },
  // White on the filled accent and on the filled red is above 4.5; Mantine would turn to black text.
  autoContrast: false,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontWeight: '600' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    // The placeholder is no menu item, which a menu may not hold; without it the first item takes the focus.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
  },
})

/** Mantine's words for what tokens.css already decides, so that each colour is spelled once. */
export const resolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--faint)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--error)',
    '--mantine-color-disabled': 'var(--hover)',
    '--mantine-color-disabled-color': 'var(--faint)',
    '--mantine-color-disabled-border': 'var(--line)',
  }
  return {
    variables: {},
    light: { ...shared, '--mantine-color-red-outline': 'var(--error)' },
    dark: {
      ...shared,
      '--mantine-color-red-outline': 'var(--error)',
      // Mantine's greys of pop-ups and their lines are browner than ours.
      '--mantine-color-dark-6': 'var(--raised)',
      '--mantine-color-dark-5': 'var(--hover)',
      '--mantine-color-dark-4': 'var(--line-strong)',
    },
  }
}
