/** Several processes that propose and accept changes of the same instructions as fast as they can. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createMemory } from "knowhow";
import type { Committed, CommitterTask } from "./committer.js";
import { type Kind, openStore, type Place } from "./databases.js";

export interface ContentionRow {
  readonly kind: Kind;
  readonly processes: number;
  /** Accepted proposals a second, of all processes together. */
  readonly perSecond: number;
  /** Commits that found the head moved, and were made again on the new one. */
  readonly conflictsPerSecond: number;
  /** Proposals that were given up: stale, or turned away again and again. */
  readonly failed: number;
  /** Whether the versions, of which each was accepted once, form one chain without a gap. */
  readonly whole: boolean;
}

export interface ContentionPlan {
  readonly kinds: readonly Kind[];
  readonly processes: readonly number[];
  readonly milliseconds: number;
}

export async function measureContention(
  place: Place,
  { kinds, processes, milliseconds }: ContentionPlan,
): Promise<ContentionRow[]> {
  const rows: ContentionRow[] = [];
  for (const kind of kinds) {
    for (const count of processes) {
      const named = { ...place, kind, name: `contention_${count}` };
      const memory = createMemory({ store: openStore(named) });
      const instructions = memory.instructions("shared", { seed: "# Rules\n\n- Be brief.\n" });
      await instructions.current();
      const done = await commitTogether(count, { named, milliseconds });
      const accepted = sum(done.map((one) => one.accepted));
      const head = (await instructions.history({ limit: 1 })).items[0]?.number ?? 0;
      const whole = head === accepted + 1 && (await instructions.verify()).length === 0;
      await memory.close();
      const seconds = Math.max(...done.map((one) => one.seconds));
      rows.push({
        kind,
        processes: count,
        perSecond: Math.round((accepted / seconds) * 10) / 10,
        conflictsPerSecond: Math.round((sum(done.map((one) => one.conflicts)) / seconds) * 10) / 10,
        failed: sum(done.map((one) => one.failed)),
        whole,
      });
    }
  }
  return rows;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** All begin when all are ready. */
async function commitTogether(count: number, task: Omit<CommitterTask, "number">): Promise<Committed[]> {
  const script = fileURLToPath(new URL("./committer.ts", import.meta.url));
  const committers = Array.from({ length: count }, () => fork(script, { execArgv: ["--import", "tsx"] }));
  for (const [number, committer] of committers.entries()) {
    committer.send({ ...task, number });
    await once(committer, "message");
  }
  const ended = committers.map(async (committer) => ((await once(committer, "message")) as [Committed])[0]);
  for (const committer of committers) committer.send("begin");
  return Promise.all(ended);
}
