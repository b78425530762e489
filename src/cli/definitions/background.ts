/** Commands about reflection in the background: worker, jobs. */
import { type Command, Option } from "commander";
import type { WorkerOptions } from "../commands/worker.js";
import { cliOf, withExamples } from "./define.js";
import { withModel } from "./model.js";
import { parseCount, parseSeconds } from "./numbers.js";

export function defineBackground(program: Command): void {
  const command = program
    .command("worker")
    .summary("reflect on what waits, as it comes")
    .description(
      "Reflects on lessons when they have waited long enough, until it is stopped. Any number of workers share a database. With --json it prints one document per line.",
    );
  const worker = withModel(command)
    .addOption(
      new Option(
        "--runner <name>",
        "who gives out the turns: local (claims in the database), or dbos (a queue on PostgreSQL)",
      )
        .choices(["local", "dbos"])
        .default("local"),
    )
    .option("--after <seconds>", "so long after the newest lesson", parseSeconds, 5)
    .option("--max-wait <seconds>", "so long after the oldest lesson at the latest", parseSeconds, 60)
    .option("--min-feedback <n>", "with fewer lessons, wait for --max-wait", parseCount, 1)
    .option("--concurrency <n>", "how many instructions at once", parseCount, 4)
    .option("--lease <seconds>", "take over from a worker that was killed after so long", parseSeconds, 60)
    .action(async (options: WorkerOptions, command: Command) => {
      const { worker } = await import("../commands/worker.js");
      await worker(await cliOf(command), options);
    });
  withExamples(
    worker,
    "knowhow worker --model openai:gpt-5-mini",
    "knowhow worker --after 30 --min-feedback 3",
    "knowhow worker --db postgres://app@db/knowhow --runner dbos",
  );

  const jobs = program
    .command("jobs")
    .summary("list what waits for a reflection")
    .description(
      "Lists the instructions whose lessons wait: since when, who is at it, what failed, when it is tried again.",
    )
    .argument("[name]", "only these instructions")
    .action(async (name: string | undefined, _options: unknown, command: Command) => {
      const { jobs } = await import("../commands/jobs.js");
      await jobs(await cliOf(command), name);
    });
  withExamples(jobs, "knowhow jobs", "knowhow jobs tweet-writer --json");
}
