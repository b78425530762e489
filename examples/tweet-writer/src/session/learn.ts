// A whole session, told at the terminal: from the first tweet to the chart of what was learned.
import { mkdir, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname } from "node:path";
import { createMemory, playbook, type Principal } from "knowhow";
import { literal } from "knowhow/literal";
import { resolveModel } from "knowhow/models";
import { sqliteStore } from "knowhow/sqlite";
import { svgChart } from "../chart/svg.js";
import { percent, type RoundShare, shareOf } from "../chart/round.js";
import { terminalChart } from "../chart/terminal.js";
import { ownPapers } from "../papers/own.js";
import type { Paper } from "../papers/paper.js";
import { createReader, type Reader } from "../reader/reader.js";
import type { Satisfaction } from "../reader/satisfaction.js";
import { readDirectives } from "../writer/directives/read.js";
import { draftTweet, offlineNotice } from "../writer/draft.js";
import { seed, tweetWriter } from "./graph.js";
import { runSession, type SessionReader } from "./session.js";
import { allLessons } from "./learned.js";
import { showDraft, showLearned, showPreferences, showRemark, showSatisfaction, showWaiting } from "./show.js";
import { terminalReader } from "./terminal-reader.js";
import { ModelWriter, OfflineWriter } from "./writers.js";

export interface LearnOptions {
  /** The simulated reader's seed; without one a person reads. */
  readonly reader?: number;
  /** A model's name; without one nothing here is a language model. */
  readonly model?: string;
  /** Where the chart goes. */
  readonly svg: string;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

export async function learnFrom(papers: readonly Paper[], options: LearnOptions, db: string): Promise<void> {
  const model = options.model === undefined ? null : await resolveModel(options.model);
  const simulated = options.reader === undefined ? null : createReader(options.reader);
  const by: Principal = { id: simulated ? `reader-${simulated.seed}` : userInfo().username, role: "reviewer" };
  const memory = createMemory({ store: sqliteStore(db), strategy: model ? playbook({ model }) : literal() });
  try {
    const instructions = memory.instructions("tweet-writer", { seed });
    say(model ? `Model: ${model.id}` : offlineNotice);
    if (!model) say("Strategy: literal, which reads feedback by rules. No language model either.");
    if (simulated) say(simulated.notice);
    const first = await instructions.current();
    say(`\nInstructions, version ${first.version}:\n${first.text.trimEnd().replace(/^/gm, "  ")}`);

    const shares: RoundShare[] = [];
    let last: Satisfaction | null = null;
    const toldOf = new Set<string>();
    const rounds = runSession({
      graph: tweetWriter(memory, model ? new ModelWriter(model) : new OfflineWriter(), by),
      instructions,
      papers,
      reader: simulated ? asSessionReader(simulated) : terminalReader,
      onDraft: (paper, tweet, round) => say(showDraft(paper, tweet, round, papers.length)),
    });
    for await (const round of rounds) {
      if (simulated) {
        last = simulated.satisfied(round.tweet, round.paper);
        shares.push({ round: round.number, satisfied: last.satisfied, total: last.total });
        say(showRemark(round.remark, "reader"));
        say(showSatisfaction(last));
      }
      const learned = showLearned(round.learned);
      if (learned !== "") say(learned);
      if (model) continue;
      const beyond = readDirectives((await instructions.current()).text).notUnderstood;
      for (const rule of beyond.filter((one) => !toldOf.has(one))) {
        toldOf.add(rule);
        say(`  The offline writer does not understand this rule, and writes on without it: ${rule}`);
      }
    }
    const { text, version } = await instructions.current();
    say(`\nInstructions, version ${version}:\n${text.trimEnd().replace(/^/gm, "  ")}`);
    const waiting = showWaiting(await allLessons(instructions));
    if (waiting !== "") say(waiting);
    if (!simulated || !last) return;
    say(`\nThe reader's preferences, no longer hidden, and whether the last tweet met them:\n${showPreferences(last)}`);
    if (!model) say(beforeAndAfter(simulated, await ownPapers(), first.text, text));
    await showCharts(shares, simulated, options.svg);
  } finally {
    await memory.close();
  }
}

const asSessionReader = (reader: Reader): SessionReader => ({
  async read(tweet, paper, round) {
    const { comment, revised, score } = reader.critique(tweet, paper, round);
    return {
      ...(comment === undefined ? {} : { comment }),
      ...(revised === undefined ? {} : { revised }),
      ...(score === undefined ? {} : { score }),
    };
  },
});

/** The same papers written with the first and with the last instructions. */
function beforeAndAfter(reader: Reader, papers: readonly Paper[], before: string, after: string): string {
  const share = (instructions: string): number => {
    const met = papers.map((paper) => reader.satisfied(draftTweet(paper, instructions).text, paper));
    const sum = (of: "satisfied" | "total"): number => met.reduce((all, one) => all + one[of], 0);
    return shareOf({ round: 0, satisfied: sum("satisfied"), total: sum("total") });
  };
  return `\nOn all ${papers.length} papers of its own set: ${percent(share(before))} of the preferences met before, ${percent(share(after))} after.`;
}

async function showCharts(shares: readonly RoundShare[], reader: Reader, file: string): Promise<void> {
  say(`\n${terminalChart(shares)}`);
  const svg = svgChart(shares, {
    title: "Preferences met, round by round",
    subtitle: `Simulated reader ${reader.seed}`,
  });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, svg);
  say(`\nThe chart as a file: ${file}`);
}
