/** `knowhow lessons`: what became of each piece of feedback; and a second chance or the end for one of them. */
import { type Feedback, type Lesson, LESSON_STATES, type LessonState } from "../../core/feedback.js";
import type { DecideInput, Instructions } from "../../memory.js";
import type { Cli } from "../context.js";
import { findLessonId } from "../find.js";
import { openInstructions, type Session, withSession } from "../open.js";
import { shortener } from "../output/ids.js";
import { moreLine } from "../output/more.js";
import { sayFeedback, sayLesson } from "../output/narrate.js";
import { suggester } from "../output/next.js";
import { excerpt, printable, widthOf } from "../output/printable.js";
import { localTime } from "../output/when.js";
import { shellWord } from "../output/words.js";
import { everything } from "../paging.js";
import { type PersonOptions, personOf } from "../person.js";

export interface LessonsOptions extends PersonOptions {
  readonly state?: readonly LessonState[];
  readonly retry?: string;
  readonly dismiss?: string;
  readonly reason?: string;
  readonly limit: number;
}

export async function lessons(cli: Cli, name: string, options: LessonsOptions): Promise<void> {
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    if (options.retry !== undefined || options.dismiss !== undefined) await change(cli, session, instructions, options);
    else await show(cli, session, instructions, options);
  });
}

async function change(cli: Cli, session: Session, instructions: Instructions, options: LessonsOptions): Promise<void> {
  const { retry, dismiss, reason } = options;
  const id = await findLessonId(instructions, retry ?? dismiss ?? "");
  const by: DecideInput = { by: personOf(cli, options), ...(reason === undefined ? {} : { reason }) };
  const lesson = await (retry === undefined ? instructions.dismissLesson(id, by) : instructions.retryLesson(id, by));
  const words = await sayLesson(session.store, lesson);
  const next = suggester(cli);
  cli.answer(lesson, () =>
    retry === undefined
      ? [`Dismissed: ${words}.`]
      : [`Waits again: ${words}.`, next(`reflect ${shellWord(instructions.address.name)}`)],
  );
}

async function show(cli: Cli, session: Session, instructions: Instructions, options: LessonsOptions): Promise<void> {
  const { state: states, limit } = options;
  const { name, namespace } = instructions.address;
  const all = await everything((page) => instructions.lessons({ ...page, ...(states ? { states } : {}) }));
  const items = all.toReversed().slice(0, limit); // the store has the oldest first
  const more = all.length > items.length;
  const withFeedback = await Promise.all(
    items.map(async (lesson) => ({ ...lesson, feedback: await instructions.feedbackOf(lesson) })),
  );
  const short = shortener(items.map(({ id }) => id));
  cli.answer({ name, namespace, lessons: withFeedback, more }, () => {
    if (items.length === 0) {
      const which = states ? `No lesson of ${name} is ${states.join(" or ")}.` : `${name} was taught nothing yet.`;
      return [which, ...(states ? [] : [suggester(cli)(`feedback ${shellWord(name)} "…"`)])];
    }
    const lines = withFeedback.flatMap((lesson) => linesOf(cli, lesson, short(lesson.id)));
    return [...lines, ...moreLine(more, limit)];
  });
}

/** What was said, and below it what became of it. */
function linesOf({ paint, width }: Cli, lesson: WithFeedback, id: string): string[] {
  const { state, feedback, createdAt } = lesson;
  const who = feedback ? ` (${excerpt(feedback.by.id, 40)}, ${localTime(createdAt)})` : "";
  const before = `${id}  ${state.padEnd(LONGEST_STATE)}  `;
  const room = Math.max(LEAST_ROOM, (width ?? 120) - widthOf(before) - widthOf(who) - 2);
  const reason = reasonOf(lesson);
  return [
    `${paint.dim(id)}  ${paint[COLOUR[state]](state.padEnd(LONGEST_STATE))}  ${sayFeedback(feedback, room)}${paint.dim(who)}`,
    ...(reason === null ? [] : [paint.dim(`${" ".repeat(before.length)}${printable(reason)}`)]),
  ];
}

interface WithFeedback extends Lesson {
  readonly feedback: Feedback | null;
}

const LONGEST_STATE = Math.max(...LESSON_STATES.map(({ length }) => length));
/** What was said keeps at least so many columns. */
const LEAST_ROOM = 40;

function reasonOf({ state, reason, version, attempts, proposalId }: Lesson): string | null {
  const why = reason ? `: ${reason}` : "";
  if (state === "reserved") return `in proposal ${proposalId?.slice(0, 13) ?? ""}, which waits for a decision${why}`;
  if (state === "applied") return `in force since version ${version}${why}`;
  if (state === "pending" && attempts > 0)
    return `${reason ?? ""} (tried ${attempts === 1 ? "once" : `${attempts} times`})`;
  return reason;
}

const COLOUR = {
  pending: "yellow",
  reserved: "cyan",
  applied: "green",
  dismissed: "dim",
  parked: "red",
  retracted: "magenta",
} as const;
