/** A text with parts of it marked: from the first to behind the last of their UTF-16 units, in order. */
export function Marked({ text, ranges }: { text: string; ranges: readonly (readonly [number, number])[] }) {
  if (ranges.length === 0) return text
  return (
    <>
      {ranges.map(([from, to], i) => (
        <span key={from}>
          {text.slice(ranges[i - 1]?.[1] ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(ranges.at(-1)?.[1])}
    </>
  )
}
