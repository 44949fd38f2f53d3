import { z } from "zod";

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default("0.0.0.0"),
  DATABASE_URL: z.string().optional(),
  DATA_DIR: z.string().default("./data"),
  DISK_RESERVE_MB: z.coerce.number().int().min(0).max(1_000_000).default(64),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  MAX_IN_FLIGHT: z.coerce.number().int().min(1).max(100_000).default(512),
  KEEP_INVENTORY: z.enum(["true", "false"]).default("true"),
});

export interface Config {
  port: number;
  host: string;
  /** The owner's address of an outside PostgreSQL; without it the embedded one starts. */
  databaseUrl: string | undefined;
  dataDir: string;
  /** Room on the disk that is kept for the embedded PostgreSQL, in MiB. */
  diskReserveMb: number;
  logLevel: string;
  /** Requests that the server works on or lets wait; more are refused. One account may have half of them. */
  maxInFlight: number;
  /** Whether this process makes slots anew when rules change and days pass. */
  keepsInventory: boolean;
}

/** Reads the environment once, at the edge. Throws with the variable's name when a value is unusable. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // What is set to nothing is not set.
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== "")));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${String(issue?.path[0])} is not usable: ${issue?.message}`);
  }
  const { PORT, HOST, DATABASE_URL, DATA_DIR, DISK_RESERVE_MB, LOG_LEVEL, MAX_IN_FLIGHT, KEEP_INVENTORY } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL,
    dataDir: DATA_DIR,
    diskReserveMb: DISK_RESERVE_MB,
    logLevel: LOG_LEVEL,
    maxInFlight: MAX_IN_FLIGHT,
    keepsInventory: KEEP_INVENTORY === "true",
  };
}
