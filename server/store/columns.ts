import { customType } from 'drizzle-orm/pg-core'

/** Raw bytes. Both drivers take a Uint8Array; node-postgres answers with a Buffer, which is narrowed to a Uint8Array. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
})

/** A moment as the whole project writes it: ISO 8601, UTC, milliseconds. Sorts in the store as a moment. */
export const instant = customType<{ data: string; driverData: string | Date }>({
  dataType: () => 'timestamp(3) with time zone',
  fromDriver: (value) => new Date(value).toISOString(),
})
