/** Commands of the loop: record, runs, feedback, lessons, reflect. */
import { type Command, Option } from "commander";
import type { FeedbackOptions } from "../commands/feedback.js";
import type { LessonsOptions } from "../commands/lessons.js";
import type { RecordOptions } from "../commands/record.js";
import type { ReflectCommandOptions } from "../commands/reflect.js";
import type { RunsOptions } from "../commands/runs.js";
import { LESSON_STATES } from "../../core/feedback.js";
import { withPerson } from "../person.js";
import { STRATEGY_NAMES } from "../strategies.js";
import { cliOf, withExamples, withLimit } from "./define.js";
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
  const reflect = program
    .command("reflect")
    .summary("make rules of what was taught")
    .description("Reflects on the lessons that wait, and shows each change with the words it comes from.")
    .argument("<name>", "the instructions")
    .addOption(
      new Option("--strategy <name>", "how (default: literal, or playbook with a model)").choices(STRATEGY_NAMES),
    )
    .option("--model <model>", "openai:NAME, anthropic:NAME, ollama:NAME or openai-compatible:URL#NAME")
    .option("--dry-run", "show what would come of it, and change nothing")
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
