import type { Arena } from "../arena.ts";
import type { Asked, Practice } from "./practice.ts";
import { judge, type Outcome } from "./wish.ts";

export interface RaceReport {
  findings: string[];
  won: number;
  lost: number;
  /** Of those who lost, in milliseconds. */
  loserP99: number;
}

/**
 * Rounds of rivals who ask at the same moment, each judged by itself; at the end every claim that is stored belongs to a winner,
 * and the laws hold. `askAgain` lets that many losers of each round ask once more, when all is quiet: they are still refused. `untilFound` is for who
 * expects findings, and needs one.
 */
export async function race(
  arena: Arena,
  practice: Practice,
  allRounds: readonly (readonly Asked[])[],
  { askAgain = 0, untilFound = false }: { askAgain?: number; untilFound?: boolean } = {},
): Promise<RaceReport> {
  const findings: string[] = [];
  const outcomes: Outcome[] = [];
  for (const [round, wishes] of allRounds.entries()) {
    const answered = await Promise.all(wishes.map((wish) => practice.ask(wish)));
    const losers = wishes.filter((_, i) => answered[i]!.status !== 201).slice(0, askAgain);
    const again = await Promise.all(losers.map((wish) => practice.ask(wish)));
    const judged = [...judge(answered), ...again.flatMap(requireRefused)];
    findings.push(...judged.map((finding) => `round ${round}: ${finding}`));
    outcomes.push(...answered);
    if (untilFound && findings.length > 0) break;
  }
  return await concluded(arena, practice, { findings, outcomes });
}

/** As many clients as there are lists, each of which asks for one wish after the other. All of it is one round. */
export async function crowd(
  arena: Arena,
  practice: Practice,
  clients: readonly (readonly Asked[])[],
): Promise<RaceReport> {
  const outcomes: Outcome[] = [];
  const client = async (wishes: readonly Asked[]) => {
    for (const wish of wishes) outcomes.push(await practice.ask(wish));
  };
  await Promise.all(clients.map(client));
  return await concluded(arena, practice, { findings: judge(outcomes), outcomes });
}

interface Run {
  findings: string[];
  outcomes: readonly Outcome[];
}

async function concluded(arena: Arena, practice: Practice, { findings, outcomes }: Run): Promise<RaceReport> {
  const won = outcomes.filter(({ status }) => status === 201);
  const lost = outcomes.filter(({ status }) => status !== 201);
  const stored = [...(await strayClaims(arena, practice, won)), ...(await brokenLaws(arena))];
  return { findings: [...findings, ...stored], won: won.length, lost: lost.length, loserP99: percentile(lost, 0.99) };
}

const requireRefused = ({ status, code }: Outcome): string[] =>
  status === 409 ? [] : [`who was refused is answered ${status} ${code ?? ""} on asking again`];

/** A booking has all of its claims and a refusal none. */
async function strayClaims(arena: Arena, { doctors }: Practice, won: readonly Outcome[]): Promise<string[]> {
  const [row] = await arena.query<{ claims: string }>(
    `select count(*) as claims from resource_claims where appointment_id in (
       select appointment_id from resource_claims where resource_id = any ($1))`,
    [doctors],
  );
  const expected = won.reduce((sum, { wish }) => sum + wish.resources.length, 0);
  return Number(row?.claims) === expected ? [] : [`${row?.claims} claims are stored, winners have ${expected}`];
}

export async function brokenLaws(arena: Arena): Promise<string[]> {
  const breaches = await arena.breaches();
  return breaches.map(({ law, title, rows }) => `law ${law} (${title}): ${JSON.stringify(rows)}`);
}

function percentile(outcomes: readonly Outcome[], share: number): number {
  const sorted = outcomes.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
