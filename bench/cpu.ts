import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** CPU time that the server, the database and this program have used so far, in milliseconds. Linux only, else all 0. */
export interface CpuTimes {
  server: number;
  database: number;
  client: number;
}

const tickMs = 10; // USER_HZ is 100 on every Linux that Node runs on

/** Reads what `/proc` says of the server's process and of PostgreSQL's: the postmaster, its sessions, and those that have ended. */
export function readCpu(serverPid: number, dataDir: string): CpuTimes {
  const { user, system } = process.cpuUsage();
  const client = (user + system) / 1000;
  if (process.platform !== "linux") return { server: 0, database: 0, client: 0 };
  const postmaster = Number(readFileSync(join(dataDir, "pg", "postmaster.pid"), "utf8").split("\n")[0]);
  const sessions = readdirSync("/proc").flatMap((name) => {
    const one = /^\d+$/.test(name) ? readStat(Number(name)) : null;
    return one?.parent === postmaster ? [one.ownMs] : [];
  });
  const main = readStat(postmaster);
  const database = sessions.reduce((sum, ms) => sum + ms, (main?.ownMs ?? 0) + (main?.endedChildrenMs ?? 0));
  return { server: readStat(serverPid)?.ownMs ?? 0, database, client };
}

export function since(before: CpuTimes, after: CpuTimes): CpuTimes {
  return {
    server: after.server - before.server,
    database: after.database - before.database,
    client: after.client - before.client,
  };
}

function readStat(pid: number): { parent: number; ownMs: number; endedChildrenMs: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
    return {
      parent: Number(fields[1]),
      ownMs: (user! + system!) * tickMs,
      endedChildrenMs: (endedUser! + endedSystem!) * tickMs,
    };
  } catch {
    return null; // it has just ended
  }
}
