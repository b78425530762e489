/** `knowhow feedback`: keeps what somebody says, from the arguments, a question or standard input. */
import type { Feedback, Lesson } from "../../core/feedback.js";
import type { FeedbackInput, Instructions } from "../../memory.js";
import { askForText, canAsk } from "../ask.js";
import type { Cli } from "../context.js";
import { findRunId } from "../find.js";
import { readText } from "../input.js";
import { openInstructions, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { shellWord } from "../output/words.js";
import { each } from "../paging.js";
import { type PersonOptions, personOf } from "../person.js";

export interface FeedbackOptions extends PersonOptions {
  readonly run?: string;
  readonly score?: number;
  readonly revised?: string;
}

export async function feedback(
  cli: Cli,
  name: string,
  said: string | undefined,
  options: FeedbackOptions,
): Promise<void> {
  const { score, revised } = options;
  if (said === "-" && revised === "-") cli.misuse("the comment and --revised cannot both be standard input");
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const run = options.run === undefined ? null : await findRunId(instructions, options.run);
    const comment = await commentOf(cli, said, score !== undefined || revised !== undefined);
    const input: FeedbackInput = {
      by: personOf(cli, options),
      ...(run === null ? {} : { run }),
      ...(comment === null ? {} : { comment }),
      ...(score === undefined ? {} : { score }),
      ...(revised === undefined ? {} : { revised: await readText(revised, "The revised output") }),
    };
    const kept = await instructions.feedback(input);
    const lesson = await lessonOf(instructions, kept);
    cli.answer({ feedback: kept, lesson }, () => {
      if (lesson?.state === "parked")
        return [`Kept, but it is parked: ${lesson.reason ?? "nobody may learn from it."}`];
      const compare =
        revised !== undefined && run === null
          ? ["Without --run there is no output to compare the revised one with."]
          : [];
      return [
        `Kept. It waits as a lesson for ${cli.paint.bold(name)}.`,
        ...compare,
        suggester(cli)(`reflect ${shellWord(name)}`, "makes rules of what waits"),
      ];
    });
  });
}

/** The comment; null if there is none, and need not be one. */
async function commentOf(cli: Cli, said: string | undefined, mayLack: boolean): Promise<string | null> {
  if (said !== undefined && said !== "-") return said;
  if (said === undefined && mayLack) return null;
  if (said === undefined && !cli.json && canAsk()) return askForText("What should it do differently?");
  return (await readText("-", "The comment")).replace(/\r?\n$/, "");
}

async function lessonOf(instructions: Instructions, { id }: Feedback): Promise<Lesson | null> {
  for await (const lesson of each((page) => instructions.lessons({ ...page, states: ["pending", "parked"] }))) {
    if (lesson.feedbackId === id) return lesson;
  }
  return null;
}
