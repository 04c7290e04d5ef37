export function flushTree(folder: string, fsync: (handle: number) => void): void
