// `knowhow collect`, as people run it.
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { useCommands } from "./knowhow.js";

const newFolder = useCommands();

const line = (id: string, more: object = {}): string =>
  `${JSON.stringify({
    request: { messages: [{ role: "user", content: "A paper about sleep." }] },
    response: { id, choices: [{ finish_reason: "stop", message: { role: "assistant", content: "Sleep! #zzz" } }] },
    ...more,
  })}\n`;

test("a log is looked at, taken in, and teaches; again it changes nothing, and what is broken is named", async () => {
  const knowhow = newFolder();
  await knowhow.json(["init", "tweets", "--seed", "Write tweets."]);
  const log = line("c1", { feedback: { by: "ana", comment: "Do not use hashtags." } }) + line("c2");
  const file = knowhow.file("log.jsonl.gz", gzipSync(log));
  const from = ["--from", "openai", "--people-as", "reviewer"];
  expect(await knowhow.json(["collect", "tweets", file, ...from, "--dry-run"])).toMatchObject({
    dryRun: true,
    runs: { read: 2, added: 2 },
    feedback: { read: 1 },
  });
  expect(await knowhow.json(["runs", "tweets"])).toMatchObject({ runs: [] });

  const taken = await knowhow(["collect", "tweets", file, ...from]);
  expect(taken).toMatchObject({ code: 0, stderr: "" });
  expect(taken.stdout).toMatch(
    /2 entries were read for tweets:\n.*\nruns +2 +2 +0\nfeedback +1 +1 +0\n.*knowhow reflect tweets/,
  );
  expect((await knowhow(["runs", "tweets"])).stdout).toMatch(/–\s+2\s+Sleep! #zzz/);
  await knowhow.json(["reflect", "tweets"]);
  expect((await knowhow.json<{ text: string }>(["show", "tweets"])).text).toContain("hashtags");

  const again = await knowhow(["collect", "tweets", ...from, "--json"], { stdin: `${log}{"messages": 7}\n` });
  expect(again.code).toBe(1);
  expect(JSON.parse(again.stdout)).toMatchObject({
    runs: { read: 2, added: 0, there: 2 },
    feedback: { added: 0, there: 1 },
    failed: 1,
    faults: [{ where: "line 3", code: "invalid_messages" }],
  });

  const wrong: readonly (readonly [readonly string[], string | Uint8Array, string])[] = [
    [["collect", "tweets", "none.jsonl", "--from", "otlp"], "", "invalid_usage"],
    [["collect", "tweets", ".", "--from", "otlp"], "", "invalid_usage"],
    [["collect", "tweets", "--from", "slack"], "", "invalid_usage"],
    [["collect", "tweets"], "", "invalid_usage"],
    [["collect", "other", "--from", "otlp"], "", "instructions_not_found"],
    [["collect", "tweets", "--from", "otlp"], gzipSync(log).subarray(0, 20), "invalid_export"],
  ];
  for (const [args, stdin, code] of wrong)
    expect(await knowhow.fails(args, { stdin }), args.join(" ")).toMatchObject({ code });
});
