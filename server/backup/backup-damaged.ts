/** A backup is not what was written: nothing of it is used. The message is for the person who wants to restore it. */
export class BackupDamaged extends Error {
  override name = 'BackupDamaged'

  /**
   * @param part  the part that is wrong, or the last one that could be found
   * @param what  is wrong with it
   */
  constructor(
    readonly part: string,
    what: string,
  ) {
    super(`The backup is damaged at ${part}: ${what}. Nothing was changed. Use another backup.`)
  }
}
