/** One thing that happens in a room. Jobs are taken in the order in which they came. */
export interface Job {
  /** Stages changes; what it returns runs when they are committed, with the document as it is in the store. */
  readonly take: () => Promise<AfterCommit | undefined> | AfterCommit | undefined
  /** The room cannot go on. */
  readonly fail: (error: unknown) => void
  /** Runs by itself, with nothing staged. */
  readonly alone?: boolean
}

export type AfterCommit = () => void | Promise<void>

export interface LineOwner {
  /** Whether changes are staged that no commit has taken. */
  staged(): boolean
  /** Whether as much is staged as one commit should take. */
  full(): boolean
  /** Puts everything staged into the store. */
  commit(): Promise<void>
  /** A batch is committed and answered. @returns when the next one may be taken, when that is not at once */
  rest(): Promise<void> | undefined
  /** A job or a commit failed: nothing of the batch may be acknowledged. */
  failed(error: unknown): void
}

/**
 * The one order of events of a room. Jobs are taken in batches: each stages its change, one commit takes them all, then
 * each is answered. [SYN2] What arrives during a commit joins the next batch: an idle room commits at once, a busy one in
 * groups. Only where very many listen does the owner let some time go by between two batches.
 */
export class JobLine {
  private readonly jobs: Job[] = []
  private running = false
  private closed: string | undefined

  constructor(private readonly owner: LineOwner) {}

  get empty(): boolean {
    return this.jobs.length === 0
  }

  push(job: Job): void {
    if (this.closed !== undefined) {
      job.fail(new Error(this.closed))
      return
    }
    this.jobs.push(job)
    if (!this.running) void this.run()
  }

  /** Takes no further jobs and fails those that wait. */
  close(error: Error): void {
    this.closed ??= error.message
    for (const job of this.jobs.splice(0)) job.fail(error)
  }

  private async run(): Promise<void> {
    this.running = true
    // Frames that one read of the network brings belong into one commit.
    await Promise.resolve()
    while (this.jobs.length > 0) {
      try {
        await this.batch()
      } catch (error) {
        this.owner.failed(error)
      }
    }
    this.running = false
  }

  private async batch(): Promise<void> {
    const after: { job: Job; run: AfterCommit }[] = []
    try {
      for (let job = this.jobs[0]; job !== undefined && !this.owner.full(); job = this.jobs[0]) {
        if (job.alone === true && (after.length > 0 || this.owner.staged())) break
        this.jobs.shift()
        const run = await takeOrFail(job)
        if (run !== undefined) after.push({ job, run })
        if (job.alone === true) return
      }
      if (this.owner.staged()) await this.owner.commit()
    } catch (error) {
      for (const { job } of after) job.fail(error)
      throw error
    }
    await answerAll(after)
    await this.owner.rest()
  }
}

async function takeOrFail(job: Job): Promise<AfterCommit | undefined> {
  try {
    return await job.take()
  } catch (error) {
    job.fail(error)
    throw error
  }
}

/** Answers everything that is committed, also when one answer fails. */
async function answerAll(after: readonly { job: Job; run: AfterCommit }[]): Promise<void> {
  const failures: unknown[] = []
  for (const { job, run } of after) {
    try {
      await run()
    } catch (error) {
      job.fail(error)
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
