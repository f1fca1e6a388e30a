import type { z } from '#src/contract/zod.ts'

interface Def {
  type: string
  shape?: Record<string, Shape>
  element?: Shape
  innerType?: Shape
  valueType?: Shape
  options?: Shape[]
}
type Shape = z.ZodMiniType & { _zod: { def: Def } }

/**
 * Where a value holds more than a shape of the contract names, or a kind that a lenient field would quietly drop. For
 * tests: parsing is lenient on purpose, the mock may not use that. Empty when the value fits exactly. What stands under
 * `unknown` in the contract is not looked into.
 */
export function unknownFields(shape: z.ZodMiniType, value: unknown, path = ''): string[] {
  const { def } = (shape as Shape)._zod
  switch (def.type) {
    case 'object': {
      if (typeof value !== 'object' || value === null) return [`${path}: not an object`]
      const fields = def.shape ?? {}
      const known = Object.keys(fields)
      const missing = known.filter((name) => !(name in value) && !takesNothing(fields[name]))
      return [
        ...missing.map((name) => `${path}.${name}: missing`),
        ...Object.entries(value).flatMap(([name, field]) => {
          const inner = fields[name]
          return inner ? unknownFields(inner, field, `${path}.${name}`) : [`${path}.${name}: unknown`]
        }),
      ]
    }
    case 'array':
      if (!Array.isArray(value)) return [`${path}: not an array`]
      return value.flatMap((item: unknown, i) =>
        def.element ? unknownFields(def.element, item, `${path}.${i}`) : [],
      )
    case 'record':
      if (typeof value !== 'object' || value === null) return [`${path}: not an object`]
      return Object.entries(value).flatMap(([name, field]) =>
        def.valueType ? unknownFields(def.valueType, field, `${path}.${name}`) : [],
      )
    case 'optional':
    case 'nullable':
    case 'catch':
      if (value === undefined || (value === null && isNullable(shape))) return []
      return def.innerType ? unknownFields(def.innerType, value, path) : []
    case 'union': {
      const found = (def.options ?? []).map((option) => unknownFields(option, value, path))
      return found.find((problems) => problems.length === 0) ?? found[0] ?? []
    }
    default:
      return shape.safeParse(value).success ? [] : [`${path}: wrong kind`]
  }
}

const takesNothing = (shape: z.ZodMiniType | undefined) => shape?.safeParse(undefined).success ?? false

const isNullable = ({ _zod: { def } }: Shape): boolean =>
  def.type === 'nullable' || (def.innerType !== undefined && isNullable(def.innerType))
