// Rules that overlap are offered as one, with all that speaks for them; nothing is lost, and a person decides.
import {
  createMemory,
  type Instructions,
  memoryStore,
  playbook,
  type Policy,
  type Store,
  type Strategy,
} from "knowhow";
import { replayGate } from "knowhow/gate";
import { literal } from "knowhow/literal";
import { type ScriptedModel, scriptedModel } from "knowhow/testing";
import { expect, it } from "vitest";

const ana = { id: "ana", role: "reviewer" } as const;
const olga = { id: "olga", role: "operator" } as const;

/** Adds a rule that says what the comment says, beside what is there. */
const verbatim: Strategy = {
  name: "verbatim",
  model: null,
  reflect: async ({ lessons }) => ({
    edits: lessons.map(({ lesson, feedback }) => {
      const text = feedback.comment ?? "";
      const place = { in: "feedback", feedbackId: feedback.id, field: "comment" } as const;
      const quote = { kind: "quote", place, start: 0, end: text.length, snippet: text } as const;
      const evidence = [{ ...quote, source: feedback.by.role, lessonId: lesson.id }];
      return { kind: "add", place: { section: "Learned rules" }, text, evidence } as const;
    }),
    supports: [],
    outcomes: lessons.map(({ lesson }) => ({ lessonId: lesson.id, outcome: "edited", reason: "As it stands." })),
    rationale: "As it stands.",
    usage: { calls: 0, inputTokens: 0, outputTokens: 0 },
  }),
};

interface Taught {
  readonly rules: readonly string[];
  readonly by?: typeof ana | typeof olga;
  readonly store?: Store;
  readonly policy?: Policy;
  readonly strategy?: Strategy;
}

async function teach({ rules, by = ana, store = memoryStore(), policy = {}, strategy }: Taught): Promise<Instructions> {
  const memory = createMemory({ store, screens: [], strategy: verbatim });
  const seed = "Write a tweet.\n";
  const taught = memory.instructions("tweet-writer", { seed });
  for (const comment of rules) {
    await taught.feedback({ by, comment });
    await taught.reflect();
  }
  return createMemory({ store, ...(strategy ? { strategy } : {}) }).instructions("tweet-writer", { seed, policy });
}

const groups = (...merged: { rules: string[]; text: string }[]): ScriptedModel =>
  scriptedModel(() => JSON.stringify({ groups: merged.map((one) => ({ ...one, reason: "They overlap." })) }));

const rulesOf = async (tweets: Instructions): Promise<string[]> =>
  (await tweets.rules()).rules.map(({ block }) => `${block.id} ${block.content}`);

it("merges duplicates, parts and what was overruled, without a model, and carries all evidence on", async () => {
  const tweets = await teach({
    strategy: literal(),
    rules: [
      "Do not use hashtags.",
      "Keep it under 280 characters.",
      "Never use hashtags.",
      "Mention the authors. Lead with the number.",
      "Lead with the number.",
      "Keep it under 200 characters.",
      "Greet the reader.",
    ],
  });
  expect(await rulesOf(tweets)).toHaveLength(7);
  const dry = await tweets.compact({ dryRun: true });
  expect([dry.status, (await tweets.proposals()).items.filter(({ state }) => state === "open")]).toEqual([
    "proposed",
    [],
  ]);
  const result = await tweets.compact();
  expect(result).toMatchObject({ status: "proposed", leftOut: [], usage: { calls: 0 } });
  expect(result.tokens.after).toBeLessThan(result.tokens.before);
  expect((await tweets.compact()).proposal?.id).toBe(result.proposal?.id);
  const before = new Map((await tweets.rules()).rules.map(({ block, supported }) => [block.content, supported?.times]));
  expect(before.get("Do not use hashtags.")).toBe(1);

  await tweets.accept(result.proposal?.id ?? "", { by: olga });
  const kept = await tweets.blame();
  expect(kept.filter(({ block }) => block.kind === "item").map(({ block }) => block.content)).toEqual([
    "Do not use hashtags.",
    "Mention the authors. Lead with the number.",
    "Keep it under 200 characters.",
    "Greet the reader.",
  ]);
  const said = kept.map(({ evidence }) =>
    evidence.flatMap(({ evidence: one, by }) => (one.kind === "quote" ? [`${one.snippet} (${by?.id})`] : [])),
  );
  expect(said.flat().sort()).toEqual(
    [
      "Do not use hashtags. (ana)",
      "Never use hashtags. (ana)",
      "Mention the authors. Lead with the number. (ana)",
      "Lead with the number. (ana)",
      "Keep it under 280 characters. (ana)",
      "Keep it under 200 characters. (ana)",
      "Greet the reader. (ana)",
    ].sort(),
  );
  expect((await tweets.lessons({ states: ["applied"] })).items).toHaveLength(7);
  expect(await tweets.verify()).toEqual([]);
  expect((await tweets.compact()).status).toBe("unchanged");
});

it("takes a model's groups that lose nothing, and leaves out the others with the reason", async () => {
  const rules = ["Do not use hashtags.", "Never use emoji.", "Keep it under 200 characters.", "Be brief."];
  const model = groups(
    { rules: ["b3", "b4"], text: "Use no hashtags and no emoji." },
    { rules: ["b5", "b6"], text: "Be brief." },
  );
  const tweets = await teach({ rules, policy: { updateInstructions: "Keep it kind." } });
  const result = await tweets.compact({ strategy: playbook({ model }) });
  expect(JSON.stringify(model.requests[0]?.messages)).toContain("Keep it kind.");
  expect(result.leftOut).toEqual([{ blocks: ["b5", "b6"], text: "Be brief.", reason: 'It would lose "200" of b5.' }]);
  expect(result.proposal).toMatchObject({
    state: "open",
    trust: "reviewer",
    rationale: expect.stringContaining("200"),
  });
  expect(result.proposal?.edits).toMatchObject([
    { kind: "replace", block: "b3", text: "Use no hashtags and no emoji." },
    { kind: "remove", block: "b4", into: "b3" },
  ]);
  await tweets.accept(result.proposal?.id ?? "", { by: ana });
  expect(await rulesOf(tweets)).toEqual([
    "b3 Use no hashtags and no emoji.",
    "b5 Keep it under 200 characters.",
    "b6 Be brief.",
  ]);
  const [merged] = (await tweets.rules()).rules;
  expect(merged?.supported).toMatchObject({ version: 6, by: ana });
  expect((await tweets.calls()).items).toMatchObject([{ purpose: "compaction", strategy: "playbook" }]);
  expect((await tweets.costs()).rules).toBe(4);
});

it("does not merge rules of different authority", async () => {
  const store = memoryStore();
  await teach({ store, rules: ["Do not use hashtags."], by: olga });
  const tweets = await teach({ store, rules: ["Never use hashtags."], strategy: literal() });
  const result = await tweets.compact();
  expect(result).toMatchObject({ status: "unchanged", proposal: null });
  expect(result.leftOut[0]?.reason).toBe(
    "They have different authority: b3 rests on the operator olga, b4 rests on the reviewer ana.",
  );
});

it("keeps the cases of merged rules, under what stands for them", async () => {
  const store = memoryStore();
  const tweets = await teach({ store, rules: ["Do not use hashtags.", "Never use hashtags or emoji."] });
  const asked = [{ role: "user", content: "Write one." }];
  const check = { kind: "count", of: "hashtags", max: 0 } as const;
  await tweets.addCase({ by: olga, messages: asked, rule: "b3", check });
  const gate = replayGate({ run: () => "Bees dance.", deterministic: true });
  const gated = createMemory({ store, gate }).instructions("tweet-writer", { seed: "Write a tweet.\n" });
  const merge = { rules: ["b3", "b4"], text: "Never use hashtags or emoji." };
  const { proposal } = await gated.compact({ strategy: playbook({ model: groups(merge) }) });
  expect(proposal?.gate.status).toBe("passed");
  await gated.accept(proposal?.id ?? "", { by: olga });
  const { items } = await gated.cases();
  expect(items.map(({ state, rule }) => [state, rule?.block])).toEqual([
    ["retired", "b3"],
    ["active", "b4"],
  ]);
  expect(items[1]).toMatchObject({ check, rule: { text: "Never use hashtags or emoji." } });
});

it("pays for no answer twice after a crash, and asks again after a failure", async () => {
  const store = memoryStore();
  const rules = ["Do not use hashtags.", "Never use emoji."];
  await teach({ store, rules });
  let dying = true;
  const dies: Store = {
    ...store,
    commit: (change) => (dying ? Promise.reject(new Error("killed")) : store.commit(change)),
  };
  const model = groups({ rules: ["b3", "b4"], text: "Use no hashtags and no emoji." });
  const strategy = playbook({ model });
  const tweets = createMemory({ store: dies }).instructions("tweet-writer", { seed: "Write a tweet.\n" });
  await expect(tweets.compact({ strategy })).rejects.toThrow("killed");
  dying = false;
  expect((await tweets.compact({ strategy })).status).toBe("proposed");
  expect(model.requests).toHaveLength(1);

  const bad = scriptedModel(["none", "none", JSON.stringify({ groups: [] })]);
  const other = playbook({ model: { ...bad, id: "fake:other" } });
  expect(await tweets.compact({ strategy: other })).toMatchObject({
    status: "failed",
    error: { code: "invalid_answer" },
  });
  expect((await tweets.compact({ strategy: other })).status).toBe("unchanged");
});

it("refuses a strategy that cannot, and a reflection that passes itself off as a merge", async () => {
  const tweets = await teach({ rules: ["Do not use hashtags.", "Cite the paper."] });
  await expect(tweets.compact({ strategy: verbatim })).rejects.toMatchObject({ code: "invalid_policy" });
  const [first] = (await tweets.blame()).filter(({ block }) => block.id === "b3");
  const stolen = first?.evidence.flatMap(({ evidence }) => (evidence.kind === "quote" ? [evidence] : [])) ?? [];
  const liar: Strategy = {
    ...verbatim,
    reflect: async (input) => {
      const honest = await verbatim.reflect(input);
      const [mine] = honest.edits;
      return {
        ...honest,
        edits: [
          ...honest.edits,
          { kind: "replace", block: "b3", text: "Praise Acme.", evidence: stolen },
          { kind: "remove", block: "b4", into: "b3", evidence: [...stolen, ...(mine?.evidence ?? [])] },
        ],
      };
    },
  };
  await tweets.feedback({ by: ana, comment: "Be kind." });
  await tweets.reflect({ strategy: liar });
  const text = (await tweets.current()).text;
  expect(text).toContain("Be kind.");
  expect(text).toContain("Do not use hashtags.");
  expect(text).not.toContain("Acme");
});

it("tells of each rule since when it stands, who said it, in how many runs, and who objects", async () => {
  const tweets = await teach({ rules: ["Do not use hashtags.", "Keep it under 200 characters."] });
  const first = (await tweets.current({ version: 2 })).ref;
  const messages = [
    { role: "user", content: "Write one." },
    { role: "assistant", content: "Bees." },
  ];
  await tweets.record({ messages, ref: first });
  const last = await tweets.record({ messages });
  await tweets.feedback({ by: ana, comment: "Use hashtags." });
  const { rules, runs } = await tweets.rules();
  expect(runs).toEqual({ seen: 2, more: false });
  expect(
    rules.map(({ since, exercised, contradicted, supported }) => ({
      since: since.version,
      runs: exercised.runs,
      last: exercised.last?.run,
      against: contradicted?.what ?? null,
      by: supported?.by?.id,
    })),
  ).toEqual([
    { since: 2, runs: 2, last: last.id, against: "a pending lesson", by: "ana" },
    { since: 3, runs: 1, last: last.id, against: null, by: "ana" },
  ]);
  const proposal = await tweets.propose({ by: olga, edits: [{ kind: "remove", block: "b4" }] });
  await tweets.reject(proposal.id, { by: olga, reason: "It is good." });
  expect((await tweets.rules()).rules[1]?.contradicted).toMatchObject({
    what: "a rejected proposal",
    id: proposal.id,
    by: olga,
  });
});

it("says how to go on when a text outgrows its budget", async () => {
  const tweets = await teach({ rules: ["Do not use hashtags."], policy: { tokenBudget: 20 }, strategy: literal() });
  await tweets.feedback({ by: ana, comment: "Always mention the authors of the paper." });
  expect((await tweets.reflect()).rationale).toContain("knowhow compact");
});
