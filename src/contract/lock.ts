import { lenient, z } from './zod.ts'

const Place = z.looseObject({ latitude: lenient(z.number()), longitude: lenient(z.number()) })

/** A lock (unloc-api 2.2). `timezone` is one lower-case word; battery level is a word, not a number. */
export const Lock = z.looseObject({
  id: z.string().check(z.minLength(1)),
  name: lenient(z.string()),
  vendor: lenient(z.string()),
  vendorType: lenient(z.string()),
  lockConnectionId: lenient(z.string()),
  physicalLockId: lenient(z.string()),
  duplicateLock: lenient(z.boolean()),
  canBeLocked: lenient(z.boolean()),
  privacyPolicy: lenient(z.string()),
  timezone: lenient(z.string()),
  batteryStatus: lenient(
    z.looseObject({ batteryLevel: lenient(z.string()), batteryLevelLastUpdated: lenient(z.string()) }),
  ),
  address: lenient(
    z.looseObject({
      street: lenient(z.string()),
      postalCode: lenient(z.union([z.string(), z.number()])),
      city: lenient(z.string()),
      countryIso: lenient(z.string()),
      floor: lenient(z.string()),
      visitorInstructions: lenient(z.string()),
    }),
  ),
  location: lenient(Place),
  locationGuess: lenient(Place),
  note: lenient(z.string()),
  imageUrl: lenient(z.string()),
  metadata: lenient(z.record(z.string(), z.unknown())),
  created: lenient(z.string()),
  updated: lenient(z.string()),
})
export type Lock = z.infer<typeof Lock>
