import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

const PIECE = 4 * 1024 * 1024

/**
 * The SHA-256 of a file on this device, read in pieces so that its size does not matter; nothing leaves the device.
 * @param onProgress from 0 to 1
 */
export async function hashFile(file: Blob, onProgress: (share: number) => void): Promise<string> {
  const hash = sha256.create()
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = file.slice(at, at + PIECE)
    hash.update(new Uint8Array(await piece.arrayBuffer()))
    onProgress(Math.min(1, (at + PIECE) / file.size))
    // The page stays alive between two pieces.
    await new Promise((resolve) => setTimeout(resolve))
  }
  return bytesToHex(hash.digest())
}
