import { totalmem } from "node:os";

const megabyte = 1024 * 1024;

/** What this process may use: the machine's memory, or less where a container allows less. */
export function memoryBytes(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

/**
 * PostgreSQL beside one Node process: an eighth of the memory keeps pages, and the planner may count on half of it, the rest
 * being the system's cache. PostgreSQL's own 128 MB is the least, as it is on a machine of a gigabyte.
 */
export function memorySettings(bytes: number): Record<string, string> {
  const total = Math.floor(bytes / megabyte);
  const pages = Math.min(4096, Math.max(128, Math.floor(total / 8)));
  return { shared_buffers: `${pages}MB`, effective_cache_size: `${Math.max(256, Math.floor(total / 2))}MB` };
}
