/** `knowhow prune`: deletes old runs, and answers of models that nothing asks for any more. */
import { KnowhowError } from "../../core/errors.js";
import { type Pruned, pruneMemory, type PruneOptions } from "../../keeping/prune.js";
import { askForConsent, canAsk } from "../ask.js";
import type { Cli } from "../context.js";
import { Interrupted } from "../interrupted.js";
import { withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { localTime } from "../output/when.js";
import { count } from "../output/words.js";

export interface PruneCommandOptions {
  /** In milliseconds. */
  readonly runsOlderThan?: number;
  readonly answersOlderThan?: number;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export async function prune(cli: Cli, options: PruneCommandOptions): Promise<void> {
  const { runsOlderThan, answersOlderThan, dryRun = false, yes = false } = options;
  if (runsOlderThan === undefined && answersOlderThan === undefined)
    cli.misuse("prune takes --runs-older-than 90d, --answers-older-than 30d, or both.");
  const now = Date.now();
  const what = {
    namespace: cli.namespace,
    ...(runsOlderThan === undefined ? {} : { runsBefore: new Date(now - runsOlderThan) }),
    ...(answersOlderThan === undefined ? {} : { answersBefore: new Date(now - answersOlderThan) }),
  } satisfies PruneOptions;
  await withSession(cli, async ({ store, path, missing }) => {
    if (missing) throw new KnowhowError("store_unavailable", `There is no database ${path}. Check --db.`);
    if (!dryRun && !yes) await consent(cli, await pruneMemory(store, { ...what, dryRun: true }));
    const pruned = await pruneMemory(store, { ...what, dryRun });
    cli.answer({ database: path, ...what, ...pruned }, () => linesOf(cli, what, pruned));
  });
}

/** @throws `Interrupted` for no */
async function consent(cli: Cli, would: Pruned): Promise<void> {
  if (goes(would).length === 0) return;
  if (!canAsk() || cli.json) cli.misuse("prune brings nothing back. Look at it with --dry-run, then say --yes.");
  if (await askForConsent(`Delete ${goes(would).join(", ")} for good?`)) return;
  throw new Interrupted("Nothing was deleted.");
}

const goes = ({ runs, answers }: Pruned): string[] => [
  ...(runs.deleted > 0 ? [count(runs.deleted, "run")] : []),
  ...(runs.emptied > 0 ? [`the messages of ${count(runs.emptied, "quoted run")}`] : []),
  ...(answers.deleted > 0 ? [`${count(answers.deleted, "answer")} of models`] : []),
];

function linesOf(cli: Cli, { runsBefore, answersBefore }: PruneOptions, pruned: Pruned): string[] {
  const { paint } = cli;
  const times = [
    ...(runsBefore ? [`runs before ${localTime(runsBefore.toISOString())}`] : []),
    ...(answersBefore ? [`answers before ${localTime(answersBefore.toISOString())}`] : []),
  ].join(", ");
  const gone = goes(pruned);
  const { kept } = pruned.runs;
  return [
    gone.length === 0
      ? `There is nothing to delete: ${times}.`
      : pruned.dryRun
        ? `${paint.yellow("A dry run: nothing was changed. This would be deleted:")} ${gone.join(", ")}.`
        : `${paint.green("✓")} Deleted ${gone.join(", ")}.`,
    ...(kept > 0
      ? [paint.dim(`${count(kept, "old run")} stay${kept === 1 ? "s" : ""}: what was said of it waits.`)]
      : []),
    ...(pruned.clean
      ? []
      : [paint.yellow("Another process was reading: its log may hold what was deleted. Later, run:")]),
    ...(pruned.dryRun || gone.length === 0
      ? []
      : [suggester(cli)("vacuum", pruned.clean ? "gives the room back" : "empties the log")]),
  ];
}
