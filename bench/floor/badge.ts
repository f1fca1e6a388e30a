const shapes: Record<string, string> = {
  creating: 'M12 3a9 9 0 1 0 9 9',
  scheduled: 'M3 12a9 9 0 1 0 18 0a9 9 0 0 0 -18 0M12 7v5l3 3',
  active: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9 12l2 2l4 -4',
  inactive: 'M20.942 13.018a9 9 0 1 0 -7.909 7.922M12 7v5l2 2M17 17v5M21 17v5',
  error:
    'M12 9v4M10.363 3.591l-8.106 13.534a1.914 1.914 0 0 0 1.636 2.871h16.214a1.914 1.914 0 0 0 1.636 -2.87l-8.106 -13.536a1.914 1.914 0 0 0 -3.274 0M12 16h.01',
  revoked: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M5.7 5.7l12.6 12.6',
  expired:
    'M18 18v2a1 1 0 0 1 -1 1h-10a1 1 0 0 1 -1 -1v-2a6 6 0 0 1 6 -6M6 6a6 6 0 0 0 6 6m3.13 -.88a6 6 0 0 0 2.87 -5.12v-2a1 1 0 0 0 -1 -1h-10M3 3l18 18',
  more: 'M11 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M11 19a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M11 5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0',
}

/** The console's icon of that name, as one path. */
export function icon(name: string, size: number): { svg: SVGSVGElement; show: (name: string) => void } {
  const make = <K extends 'svg' | 'path'>(tag: K) =>
    document.createElementNS('http://www.w3.org/2000/svg', tag)
  const [svg, path] = [make('svg'), make('path')]
  const attributes = {
    width: size,
    height: size,
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 1.9,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': true,
  }
  for (const [attribute, value] of Object.entries(attributes)) svg.setAttribute(attribute, String(value))
  const show = (shown: string) => path.setAttribute('d', shapes[shown] ?? '')
  show(name)
  svg.append(path)
  return { svg, show }
}
