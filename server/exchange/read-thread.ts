import { parentPort, workerData } from 'node:worker_threads'
import type { ReadAnswer, ReadJob } from './read-apart'
import { readNow } from './readings'

// The thread that reads one file and ends (read-apart.ts).
async function answer(): Promise<ReadAnswer> {
  const { reading, bytes, told } = workerData as ReadJob
  try {
    return { outcome: await readNow(reading, bytes, told) }
  } catch (error) {
    return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.postMessage(await answer())
