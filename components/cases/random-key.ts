/** 128 random bits in hex. Not randomUUID: browsers keep that from pages opened over plain http by a host name. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
