/** Commands of the loop: record, collect, runs, feedback, lessons, reflect, team, compact. */
import { type Command, Option } from "commander";
import type { FeedbackOptions } from "../commands/feedback.js";
import type { LessonsOptions } from "../commands/lessons.js";
import type { CollectCommandOptions } from "../commands/collect.js";
import type { RecordOptions } from "../commands/record.js";
import type { ReflectCommandOptions } from "../commands/reflect.js";
import type { CompactCommandOptions } from "../commands/compact.js";
import type { TeamCommandOptions } from "../commands/team.js";
import type { RunsOptions } from "../commands/runs.js";
import { LESSON_STATES } from "../../core/feedback.js";
import { ROLES } from "../../core/principal.js";
import { withPerson } from "../person.js";
import { cliOf, withExamples, withLimit } from "./define.js";
import { withModel } from "./model.js";
import { parseScore } from "./numbers.js";

export function defineLearning(program: Command): void {
  const record = program
    .command("record")
    .summary("keep a run of the agent")
    .description("Keeps a run: messages in the shape of OpenAI, Anthropic, LangChain or the AI SDK.")
    .argument("<name>", "the instructions it ran on")
    .requiredOption("--messages <file>", "a JSON file with an array of messages; - is standard input")
    .action(async (name: string, options: RecordOptions, command: Command) => {
      const { record } = await import("../commands/record.js");
      await record(await cliOf(command), name, options);
    });
  withExamples(record, "knowhow record tweet-writer --messages conversation.json");

  defineCollect(program);

  const runs = program
    .command("runs")
    .summary("list the runs that were kept")
    .description("Lists the runs that were kept, newest first.")
    .argument("<name>", "the instructions")
    .action(async (name: string, options: RunsOptions, command: Command) => {
      const { runs } = await import("../commands/runs.js");
      await runs(await cliOf(command), name, options);
    });
  withLimit(runs);

  const feedback = program
    .command("feedback")
    .summary("say what should be different")
    .description(
      "Keeps what somebody says. Without a comment, a score or a revised output it asks for the comment, or reads standard input.",
    )
    .argument("<name>", "the instructions it is meant for")
    .argument("[comment]", "what should be different; - is standard input")
    .option("--run <id>", "the run it speaks of: its id, at least six characters of it, or last")
    .option("--score <x>", "from 0 (bad) to 1 (good)", parseScore)
    .option("--revised <file>", "the output as it should have been; - is standard input")
    .action(async (name: string, comment: string | undefined, options: FeedbackOptions, command: Command) => {
      const { feedback } = await import("../commands/feedback.js");
      await feedback(await cliOf(command), name, comment, options);
    });
  withExamples(
    withPerson(feedback, "says it"),
    'knowhow feedback tweet-writer "No hashtags. Lead with the result."',
    "knowhow feedback tweet-writer --run last --revised better.txt --by ana --role user",
  );

  defineLessons(program);
  defineReflect(program);
  defineTeam(program);
  defineCompact(program);
}

function defineCollect(program: Command): void {
  const role = (flags: string, whose: string, otherwise: string): Option =>
    new Option(flags, `the role of ${whose} (default: ${otherwise})`).choices(ROLES);
  const collect = program
    .command("collect")
    .summary("keep runs and feedback out of others' logs")
    .description(
      "Keeps runs and feedback out of a log: lines of JSON, an array or a document, compressed or not. What cannot be read is named, and the rest goes on; again with the same log changes nothing.",
    )
    .argument("<name>", "the instructions they are for")
    .argument("[file]", "the log; - is standard input", "-")
    .addOption(
      new Option("--from <source>", "whose log it is")
        .choices(["openai", "anthropic", "langsmith", "otlp"])
        .makeOptionMandatory(),
    )
    .addOption(role("--people-as <role>", "people whose feedback it has", "user"))
    .addOption(role("--programs-as <role>", "feedback by an API or an evaluation", "tool, which teaches nothing"))
    .option("--dry-run", "read and count, and keep nothing")
    .action(async (name: string, file: string, options: CollectCommandOptions, command: Command) => {
      const { collectAll } = await import("../commands/collect.js");
      await collectAll(await cliOf(command), name, file, options);
    });
  withExamples(
    collect,
    "knowhow collect tweet-writer runs.jsonl --from langsmith --dry-run",
    "knowhow collect tweet-writer chats.jsonl.gz --from openai --people-as reviewer",
  );
}

function defineLessons(program: Command): void {
  const lessons = program
    .command("lessons")
    .summary("list what became of feedback")
    .description("Lists lessons, the newest first, with what became of them and why. Or decides on one of them.")
    .argument("<name>", "the instructions")
    .addOption(new Option("--state <state...>", "only lessons in these states").choices(LESSON_STATES))
    .addOption(new Option("--retry <id>", "let a lesson wait for the next reflection again").conflicts("dismiss"))
    .option("--dismiss <id>", "a lesson that is to teach nothing")
    .option("--reason <text>", "why it is dismissed")
    .action(async (name: string, options: LessonsOptions, command: Command) => {
      const { lessons } = await import("../commands/lessons.js");
      await lessons(await cliOf(command), name, options);
    });
  withExamples(
    withLimit(withPerson(lessons, "decides")),
    "knowhow lessons tweet-writer --state pending parked",
    "knowhow lessons tweet-writer --retry 0193e7a2-1b2c",
  );
}

function defineReflect(program: Command): void {
  const command = program
    .command("reflect")
    .summary("make rules of what was taught")
    .description("Reflects on the lessons that wait, and shows each change with the words it comes from.")
    .argument("<name>", "the instructions");
  const reflect = withModel(command)
    .option("--dry-run", "show what would come of it, and change nothing")
    .option("--gate-command <command>", "replay the cases through this command first, see knowhow gate")
    .option("--gate-deterministic", "its answers depend on nothing but its input")
    .option("--gate-judge <model>", "the model for checks of the kind judge")
    .action(async (name: string, options: ReflectCommandOptions, command: Command) => {
      const { reflect } = await import("../commands/reflect.js");
      await reflect(await cliOf(command), name, options);
    });
  withExamples(
    reflect,
    "knowhow reflect tweet-writer",
    "knowhow reflect tweet-writer --model ollama:llama3.2 --dry-run",
  );
}

function defineTeam(program: Command): void {
  const command = program
    .command("team")
    .summary("find out whom of several a lesson is for")
    .description(
      "Attributes what was said of a conversation of several instructions to those to blame, and lets all of them reflect. With --feedback, keeps what somebody says.",
    )
    .argument("<names...>", "the instructions, at least two")
    .option("--feedback <comment>", "keep this, for the team to attribute")
    .option("--for <name>", "the one the feedback is for, if that is known")
    .option("--run <id>", "the team's run it speaks of: its id, or last")
    .option("--when <name=text...>", "when one of them is to blame")
    .option("--guidance <name=text...>", "how one of them is updated");
  const team = withModel(command)
    .option("--dry-run", "show what would come of it, and change nothing")
    .action(async (names: string[], options: TeamCommandOptions, command: Command) => {
      const { team } = await import("../commands/team.js");
      await team(await cliOf(command), names, options);
    });
  withExamples(
    withPerson(team, "says it"),
    'knowhow team writer finder --feedback "The policy number is missing."',
    'knowhow team writer finder --when "finder=A clause or number was wrong." --model ollama:llama3.2',
  );
}

function defineCompact(program: Command): void {
  const command = program
    .command("compact")
    .summary("offer to merge rules that overlap")
    .description(
      "Offers to merge learned rules that overlap, as a proposal with all that speaks for them. Without a model only what is plain.",
    )
    .argument("<name>", "the instructions");
  const compact = withModel(command)
    .option("--dry-run", "show what would be offered, and store nothing")
    .action(async (name: string, options: CompactCommandOptions, command: Command) => {
      const { compact } = await import("../commands/compact.js");
      await compact(await cliOf(command), name, options);
    });
  withExamples(
    compact,
    "knowhow compact tweet-writer",
    "knowhow compact tweet-writer --model ollama:llama3.2 --dry-run",
  );
}
