// A whole journey at the command line: init → record → feedback → reflect → show → blame → rollback, as people read it.
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { type Knowhow, useKnowhow } from "./knowhow.js";

const newKnowhow = useKnowhow();
const SEED = "# Tweet writer\n\nWrite a tweet about the paper.";
const CONVERSATION = JSON.stringify([
  { role: "system", content: SEED },
  { role: "user", content: "A paper on how bees find their way." },
  { role: "assistant", content: "Bees know where they are going! #bees #science" },
]);

async function said(knowhow: Knowhow, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await knowhow(args);
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: "" });
  return stdout;
}

test("somebody teaches an agent, looks back and undoes it", async () => {
  const knowhow = newKnowhow();
  expect(await said(knowhow, "list")).toMatch(/no database .*yet[^]*knowhow init NAME/);
  expect(existsSync(knowhow.database)).toBe(false);

  const made = await said(knowhow, "init", "tweet-writer", "--seed", SEED);
  expect(made).toContain("Made tweet-writer, version 1, in .knowhow/knowhow.db.");
  expect(made).toContain("knowhow reflect tweet-writer");
  expect(await said(knowhow, "show", "tweet-writer")).toBe(SEED);

  const recorded = await said(knowhow, "record", "tweet-writer", "--messages", knowhow.file("run.json", CONVERSATION));
  const run = /Kept run ([0-9a-f-]{36}): 3 messages, on version 1/.exec(recorded)?.[1] ?? "";
  expect(await said(knowhow, "runs", "tweet-writer")).toContain("Bees know where they are going! #bees #science");

  await said(
    knowhow,
    "feedback",
    "tweet-writer",
    "Please stop using hashtags.",
    "--run",
    run,
    "--by",
    "ana",
    "--role",
    "reviewer",
  );
  await said(
    knowhow,
    "feedback",
    "tweet-writer",
    "Bitte etwas kürzer fassen und ohne Ausrufezeichen!",
    "--run",
    run.slice(0, 13),
  );

  const reflected = await said(knowhow, "reflect", "tweet-writer");
  expect(reflected).toContain("✓ tweet-writer is now at version 2: 1 added.");
  expect(reflected).toMatch(/\n {2}\+ .*hashtags.*\n {6}because ana said: “.*stop using hashtags.*”\n/i);
  expect(reflected).toMatch(/still waits: “Bitte etwas kürzer fassen/);
  expect(reflected).toContain("knowhow rollback tweet-writer 1");
  expect(reflected).not.toContain("\u001B");

  const text = await said(knowhow, "show", "tweet-writer");
  expect(text.startsWith(SEED)).toBe(true);
  expect(text).toMatch(/\n- .*hashtags/i);

  const blamed = await said(knowhow, "blame", "tweet-writer");
  expect(blamed).toMatch(/^v1 {2}seed {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}1 │ # Tweet writer$/m);
  expect(blamed).toMatch(/^v2 {2}ana .* │ - .*hashtags.*\n.*│ {3}because ana said: “.*hashtags.*”$/im);
  expect(await said(knowhow, "diff", "tweet-writer", "1", "2")).toMatch(/^\+- .*hashtags/im);
  expect(await said(knowhow, "history", "tweet-writer")).toMatch(/^2 .* ana .* production /m);

  const back = await said(knowhow, "rollback", "tweet-writer", "1", "--reason", "too strict");
  expect(back).toContain("tweet-writer has the text of version 1 again, as version 3");
  expect(await said(knowhow, "show", "tweet-writer")).toBe(SEED);
  expect(await said(knowhow, "lessons", "tweet-writer", "--state", "retracted")).toMatch(
    /stop using hashtags[^]*too strict/,
  );

  // What was undone does not come back by itself; the other lesson still waits.
  expect(await said(knowhow, "reflect", "tweet-writer")).toContain("tweet-writer stays as it is.");
  expect(await said(knowhow, "show", "tweet-writer")).toBe(SEED);
});

test("a user's lesson waits for an operator", async () => {
  const knowhow = newKnowhow();
  await said(knowhow, "init", "tweet-writer", "--seed", SEED);
  await said(knowhow, "feedback", "tweet-writer", "Never use emoji.", "--by", "bo", "--role", "user");
  const reflected = await said(knowhow, "reflect", "tweet-writer");
  const id = /knowhow accept (\S+)/.exec(reflected)?.[1] ?? "";
  expect(reflected).toMatch(/Proposal \S+ for tweet-writer waits for a decision: 1 added\./);
  expect(await said(knowhow, "show", "tweet-writer")).toBe(SEED);

  const waiting = await said(knowhow, "proposals", "tweet-writer");
  expect(waiting).toMatch(/\+ .*emoji[^]*because bo said: “.*emoji.*”/i);
  expect(await knowhow.fails(["accept", id, "--by", "bo", "--role", "user"])).toMatchObject({
    exit: 1,
    code: "forbidden",
  });
  expect(await said(knowhow, "accept", id)).toContain("tweet-writer is now at version 2");
  expect(await said(knowhow, "show", "tweet-writer")).toMatch(/emoji/i);
  expect(await said(knowhow, "proposals", "tweet-writer")).toContain("No proposal waits.");
  expect(await said(knowhow, "proposals", "tweet-writer", "--all")).toContain("accepted by");
});
