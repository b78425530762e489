// `knowhow sync` in a terminal: what knowhow.json names, watched in both directions until Ctrl-C.
import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useCommands } from "./knowhow.js";

const knowhow = useCommands();

test("a project is kept in step by what knowhow.json names", async () => {
  const run = knowhow();
  const read = (name: string) => readFileSync(join(run.folder, name), "utf8");
  run.file("rules.mdc", "---\nglobs: *.ts\nalwaysApply: false\n---\n- Keep functions short.\n");
  const made = await run(["init", "coding", "--from", "rules.mdc"]);
  expect(made.stdout).toContain("It begins with what rules.mdc says, which agents now follow as your own words:");
  expect(await run.fails(["sync"])).toMatchObject({ exit: 2, message: expect.stringContaining("--init") as unknown });
  await run.json([
    "sync",
    "coding",
    "--init",
    "--file",
    "AGENTS.md",
    "--skill",
    "skills/coding",
    "--description",
    "Code.",
  ]);
  expect(await run.fails(["sync", "coding", "--init"])).toMatchObject({ code: "invalid_usage" });
  expect(JSON.parse(read("knowhow.json"))).toEqual({
    sync: [
      { instructions: "coding", files: ["AGENTS.md"], skills: [{ folder: "skills/coding", description: "Code." }] },
    ],
  });
  const events: { event: string; file?: string; version?: number; proposal?: { id: string } | null }[] = [];
  const seen = async (wanted: object) =>
    await expect.poll(() => events, { timeout: 30_000 }).toContainEqual(expect.objectContaining(wanted));
  let stop = (): void => {};
  const watching = run(["sync", "--watch", "--json", "--by", "ana", "--role", "user"], {
    started: (child) => {
      stop = () => void child.kill("SIGINT");
      let text = "";
      child.stdout.on("data", (chunk: Buffer) => {
        const lines = (text + chunk.toString("utf8")).split("\n");
        text = lines.pop() ?? "";
        for (const line of lines) events.push(JSON.parse(line) as (typeof events)[number]);
      });
    },
  });
  await seen({ event: "watching", files: 2 });
  expect(read("skills/coding/SKILL.md")).toContain("- Keep functions short.");
  run.file("AGENTS.md.tmp", read("AGENTS.md").replace("short", "very short"));
  renameSync(join(run.folder, "AGENTS.md.tmp"), join(run.folder, "AGENTS.md"));
  await seen({ event: "proposed", file: "AGENTS.md" });
  const id = events.find(({ event }) => event === "proposed")?.proposal?.id ?? "";
  await run.json(["accept", id]);
  await seen({ event: "written", file: join("skills/coding/SKILL.md"), version: 2 });
  expect(read("skills/coding/SKILL.md")).toContain("- Keep functions very short.");
  stop();
  const { code, signal, stderr } = await watching;
  expect([code, signal, stderr]).toEqual([0, null, ""]);
});

test("what was written before a place that fails is told", async () => {
  const run = knowhow();
  await run.json(["init", "coding", "--seed", "Write short functions."]);
  run.file("CLAUDE.md", `<!-- knowhow:begin coding v1 sha256:${"0".repeat(64)} -->\nNo end.\n`);
  const { code, stdout, stderr } = await run(["sync", "coding", "--file", "AGENTS.md", "--file", "CLAUDE.md"]);
  expect(code).toBe(1);
  expect(stdout).toContain("AGENTS.md");
  expect(stderr).toContain("CLAUDE.md");
});
