// Cases, the gate by a command, teams, merging, rules and costs at the command line.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import type { Case, GateResult, Lesson, Proposal } from "../../src/entry/index.js";
import type { CompactResult, CostReport, ReflectResult, RulesReport, TeamDecision } from "../../src/memory.js";
import { type Knowhow, useCommands } from "./knowhow.js";

const newKnowhow = useCommands();
const MESSAGES = JSON.stringify([
  { role: "user", content: "Bees." },
  { role: "assistant", content: "Bees! #bees" },
]);
const CHECK = '{"kind":"count","of":"hashtags","max":0}';
/** Forgets about hashtags once it is told to lead with the number. */
const AGENT = `
let text = "";
process.stdin.on("data", (chunk) => (text += chunk)).on("end", () => {
  const { instructions, messages, seed } = JSON.parse(text);
  if (typeof seed !== "number" || messages[0].content !== "Bees." || messages[0].parts.length !== 1) process.exit(3);
  if (/BREAK/.test(instructions)) { console.error("Error: it broke"); process.exit(2); }
  console.log(/number/.test(instructions) ? "11 bees! #bees" : /hashtags/.test(instructions) ? "Bees." : "Bees! #bees");
});
`;

async function withRun(): Promise<{ knowhow: Knowhow; run: string }> {
  const knowhow = newKnowhow();
  await knowhow.json(["init", "tweets", "--seed", "Write a tweet.\n"]);
  await knowhow.json(["record", "tweets", "--messages", "-"], { stdin: MESSAGES });
  const quoted = (word: string) => `"${word}"`;
  return { knowhow, run: `${quoted(process.execPath)} ${knowhow.file("agent.cjs", AGENT)}` };
}

test("a case from a run, replayed by a command, for a proposal and for versions", async () => {
  const { knowhow, run } = await withRun();
  await knowhow.json(["feedback", "tweets", "Do not use hashtags."]);
  await knowhow.json(["reflect", "tweets"]);
  const made = await knowhow.json<Case>(["cases", "tweets", "--add", "last", "--rule", "b3"]);
  expect(made).toMatchObject({ state: "active", rule: { block: "b3" }, check: JSON.parse(CHECK) as object });
  const gate = ["gate", "tweets", "--run", run, "--deterministic"];
  const versions = await knowhow.json<{ proposal: string | null; gate: GateResult }>(gate);
  expect(versions).toMatchObject({ proposal: null, gate: { status: "passed", cases: [{ flip: "better" }] } });

  const worse = knowhow.file(
    "worse.md",
    "Write a tweet.\n\n## Learned rules\n\n- Do not use hashtags.\n- Lead with the number.\n",
  );
  const { id } = await knowhow.json<Proposal>(["propose", "tweets", "--file", worse]);
  const text = await knowhow([...gate, "--from", "2", "--to", "1"]);
  expect(text.code).toBe(1);
  expect(text.stdout).toMatch(
    /gate: refused.*\n.*CASE +FLIP +BEFORE +AFTER +RULE\n.*worse +1 of 1 +0 of 1 +Do not use hashtags\./,
  );
  await knowhow(gate);
  const { proposals } = await knowhow.json<{ proposals: Proposal[] }>(["proposals", "tweets"]);
  expect(proposals).toMatchObject([{ id, gate: { status: "refused" } }]);

  const { id: caseId } = made;
  await knowhow.json(["cases", "tweets", "--retire", caseId.slice(0, 13), "--reason", "No more."]);
  const { cases } = await knowhow.json<{ cases: Case[] }>(["cases", "tweets", "--state", "retired"]);
  expect(cases).toMatchObject([{ id: caseId, reason: expect.stringContaining("No more.") }]);
});

test("reflect refuses what the command shows to be worse, and tells of a command that fails", async () => {
  const { knowhow, run } = await withRun();
  const reflect = ["reflect", "tweets", "--gate-command", run, "--gate-deterministic"];
  await knowhow.json(["feedback", "tweets", "Do not use hashtags.", "--run", "last"]);
  expect(await knowhow.json<ReflectResult>(reflect)).toMatchObject({ status: "accepted" });
  await knowhow.json(["feedback", "tweets", "Lead with the number."]);
  expect(await knowhow.json<ReflectResult>(reflect)).toMatchObject({ status: "refused" });
  expect((await knowhow(["proposals", "tweets", "--all"])).stdout).toContain("gate: refused");
  await knowhow.json(["feedback", "tweets", "Always say BREAK."]);
  const broken = await knowhow.json<ReflectResult>(reflect);
  expect(broken.passes.map(({ proposal }) => proposal?.gate.message).join()).toContain("Error: it broke");
});

test("wrong use of cases and gate is told", async () => {
  const { knowhow } = await withRun();
  const wrong = [
    ["cases", "tweets", "--check", CHECK],
    ["cases", "tweets", "--add", "last"],
    ["cases", "tweets", "--add", "last", "--check", "{nope"],
    ["gate", "tweets"],
    ["reflect", "tweets", "--gate-deterministic"],
    ["costs", "tweets", "--price-in", "1"],
    ["team", "tweets"],
    ["team", "tweets", "other", "--when", "nobody=x"],
  ];
  for (const args of wrong) expect(await knowhow.fails(args)).toMatchObject({ exit: 2, code: "invalid_usage" });
  const faults = [
    [["cases", "tweets", "--add", "last", "--check", '{"kind":"nope"}'], "invalid_check"],
    [["cases", "tweets", "--retire", "0193e7a2-1b2c"], "case_not_found"],
    [["compact", "nobody"], "instructions_not_found"],
  ] as const;
  for (const [args, code] of faults) expect(await knowhow.fails(args)).toMatchObject({ exit: 1, code });
});

test("team keeps feedback, finds out whom it is for, and says what it cannot tell", async () => {
  const knowhow = newKnowhow();
  await knowhow.json(["init", "writer", "--seed", "Write."]);
  await knowhow.json(["init", "finder", "--seed", "Find."]);
  await knowhow.json(["team", "writer", "finder", "--feedback", "Always quote the policy number."]);
  interface Told {
    readonly decisions: readonly TeamDecision[];
    readonly reflections: Readonly<Record<string, ReflectResult>>;
  }
  const unsure = await knowhow.json<Told>(["team", "writer", "finder"]);
  expect(unsure.decisions).toMatchObject([{ outcome: "unsure" }]);
  const told = await knowhow.json<Told>([
    "team",
    "writer",
    "finder",
    "--when",
    "finder=A number was wrong or missing.",
  ]);
  expect(told.decisions).toMatchObject([{ outcome: "attributed", to: ["finder"] }]);
  expect(told.reflections["finder"]).toMatchObject({ status: "accepted", version: 2 });
  const { lessons } = await knowhow.json<{ lessons: Lesson[] }>(["lessons", "finder+writer"]);
  expect(lessons).toMatchObject([{ state: "dismissed", reason: expect.stringContaining("Attributed to finder") }]);
});

const GROUPS = JSON.stringify({
  groups: [{ rules: ["b3", "b4"], text: "Use no hashtags and no emoji.", reason: "Both." }],
});
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const choices = [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: GROUPS } }];
    const usage = { prompt_tokens: 2000, completion_tokens: 100, total_tokens: 2100 };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id: "1", object: "chat.completion", created: 1, model: "m", choices, usage }));
  });
}).listen(0, "127.0.0.1");
afterAll(() => new Promise((resolve) => server.close(resolve)));

test("compact offers a merge, rules tells of each rule, costs of each call", async () => {
  const { knowhow } = await withRun();
  for (const comment of ["Do not use hashtags.", "Never use emoji."])
    await knowhow.json(["feedback", "tweets", comment]);
  await knowhow.json(["reflect", "tweets"]);
  await knowhow.json(["record", "tweets", "--messages", "-"], { stdin: MESSAGES });
  expect((await knowhow(["costs", "tweets"])).stdout).toContain("it cost nothing");
  expect(await knowhow.json<CompactResult>(["compact", "tweets"])).toMatchObject({ status: "unchanged" });
  const { port } = server.address() as AddressInfo;
  const model = `openai-compatible:http://127.0.0.1:${port}/v1#m`;
  const { stdout } = await knowhow(["compact", "tweets", "--model", model]);
  expect(stdout).toContain("+ Use no hashtags and no emoji.");
  const { proposals } = await knowhow.json<{ proposals: Proposal[] }>(["proposals", "tweets"]);
  await knowhow.json(["accept", proposals[0]?.id ?? ""]);
  const { rules } = await knowhow.json<RulesReport>(["rules", "tweets"]);
  expect(rules).toMatchObject([{ block: { id: "b3" }, since: { version: 3 }, exercised: { runs: 0 } }]);
  expect((await knowhow(["rules", "tweets"])).stdout).toMatch(/b3 +v3 .*never +Use no hashtags and no emoji\./);
  const report = await knowhow.json<CostReport>(["costs", "tweets", "--price-in", "1", "--price-out", "10"]);
  expect(report).toMatchObject({
    total: { calls: 1, inputTokens: 2000, outputTokens: 100, money: 0.003 },
    rules: 2,
    lines: [{ purpose: "compaction", strategy: "playbook", calls: 1 }],
  });
  expect((await knowhow(["costs", "tweets"])).stdout).toContain(
    "2 rules accepted, or 1000 tokens in and 50 out for each.",
  );
});
