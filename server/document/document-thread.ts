import { parentPort, workerData } from 'node:worker_threads'
import type { JobAnswer } from './aside'
import { doJob, type Job } from './jobs'

// The thread that does one job and ends (aside.ts).
async function answer(): Promise<JobAnswer> {
  try {
    return { outcome: await doJob(workerData as Job) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.postMessage(await answer())
