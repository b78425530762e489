// Cases from lesson to retirement, on every store: made with the version, replayed by the gate, retired with their
// rule.
import { rmSync } from "node:fs";
import { join } from "node:path";
import {
  type Case,
  createMemory,
  type Edit,
  type Gate,
  type GateInput,
  type Instructions,
  LEARNED_SECTION,
  type MemoryOptions,
  memoryStore,
  type Principal,
  type Store,
  type Strategy,
} from "knowhow";
import { replayGate } from "knowhow/gate";
import { sqliteStore } from "knowhow/sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../stores/drivers.js";

const ana = { id: "ana", role: "reviewer" } as const;
const uma = { id: "uma", role: "user" } as const;
const messages = [
  { role: "system", content: "Write a tweet." },
  { role: "user", content: "Summarise the paper." },
  { role: "assistant", content: "Big news! #AI #wow" },
  { role: "user", content: "No hashtags, please." },
];

const hi = [{ role: "user", content: "Hi." }];

/** "rule: X" adds, "replace bN: X" and "remove bN" edit, "again bN" supports. */
const plain: Strategy = {
  name: "plain",
  model: null,
  async reflect({ lessons }) {
    const edits: Edit[] = [];
    const supports = [];
    for (const { lesson, feedback } of lessons) {
      const comment = feedback.comment ?? "";
      const place = { in: "feedback", feedbackId: feedback.id, field: "comment" } as const;
      const quote = { start: 0, end: comment.length, snippet: comment, source: feedback.by.role, lessonId: lesson.id };
      const evidence = [{ kind: "quote" as const, place, ...quote }];
      const [, verb = "", block = "", text = ""] =
        /^(rule|replace|remove|again)(?: (b\d+))?(?:: (.*))?$/s.exec(comment) ?? [];
      if (verb === "rule") edits.push({ kind: "add", place: { section: LEARNED_SECTION }, text, evidence });
      if (verb === "replace") edits.push({ kind: "replace", block, text, evidence });
      if (verb === "remove") edits.push({ kind: "remove", block, evidence });
      if (verb === "again") supports.push({ block, evidence });
    }
    const outcomes = lessons.map(({ lesson }) => ({ lessonId: lesson.id, outcome: "edited" as const, reason: "" }));
    return { edits, supports, outcomes, rationale: "As told.", usage: { calls: 0, inputTokens: 0, outputTokens: 0 } };
  },
};

/** An agent that does what its instructions say, and nothing else. */
const obedient = (instructions: string): string =>
  `A result${/no hashtags|not use hashtags/i.test(instructions) ? "" : " #AI"}${/use one emoji/i.test(instructions) ? " 🙂" : ""}`;

let folder: string;
let store: Store;
let memory: ReturnType<typeof createMemory>;
let seen: GateInput[];

/** A gate that keeps what it is given. */
function watched(inner: Gate): Gate {
  return { name: inner.name, decide: (input) => inner.decide((seen.push(input), input)) };
}
const open = (options: Partial<MemoryOptions> = {}) =>
  createMemory({
    store,
    strategy: plain,
    gate: watched(replayGate({ run: obedient, deterministic: true })),
    ...options,
  });
const tweets = (policy = {}, from = memory) => from.instructions("tweet-writer", { seed: "Write a tweet.\n", policy });

/** Teaches by a comment on a run, or with `onRun` false on the agent in general. */
async function teach(
  handle: Instructions,
  comment: string,
  { by = ana, onRun = true }: { by?: Principal; onRun?: boolean } = {},
) {
  const run = onRun ? await handle.record({ messages, metadata: { paper: 7 } }) : null;
  await handle.feedback({ comment, by, ...(run ? { run: run.id } : {}) });
  return handle.reflect();
}
const cases = async (handle: Instructions, ...states: Case["state"][]) =>
  (await handle.cases(states.length > 0 ? { states } : {})).items;
const blockOf = async (handle: Instructions, words: string): Promise<string> =>
  (await handle.blame()).find(({ block }) => block.content === words)?.block.id ?? "none";

beforeEach(() => {
  folder = temporaryFolder();
  seen = [];
});
afterEach(async () => {
  await memory.close();
  rmSync(folder, { recursive: true });
});

describe.each([
  ["in memory", () => memoryStore()],
  ["in SQLite", () => sqliteStore(join(folder, "store.db"))],
])("%s", (_name, openStore) => {
  beforeEach(() => {
    store = openStore();
    memory = open();
  });

  describe("an accepted lesson", () => {
    it("becomes a case where its rule can be checked, with what was asked before the answer", async () => {
      const handle = tweets();
      const result = await teach(handle, "rule: Do not use hashtags.");
      expect(result).toMatchObject({ status: "accepted", proposal: { gate: { status: "not-run" } } });
      const [one, ...rest] = await cases(handle);
      const [lesson] = (await handle.lessons()).items;
      expect(rest).toEqual([]);
      expect(one).toMatchObject({
        state: "active",
        rule: { block: await blockOf(handle, "Do not use hashtags."), text: "Do not use hashtags." },
        lessonId: lesson?.id,
        feedbackId: lesson?.feedbackId,
        by: ana,
        version: 2,
        metadata: { paper: 7 },
        check: { kind: "count", of: "hashtags", max: 0 },
      });
      expect(
        one?.messages.map(({ role, parts }) => [role, parts.map((part) => part.type === "text" && part.text)]),
      ).toEqual([["user", ["Summarise the paper."]]]);
    });

    it("becomes none without a run, without a check that is sure, without a gate, or when the policy says so", async () => {
      const handle = tweets();
      await teach(handle, "rule: Use at most one emoji.", { onRun: false });
      await teach(handle, "rule: Be kind.");
      await teach(tweets({ deriveCases: false }), "rule: Do not use links.");
      const ungated = createMemory({ store, strategy: plain });
      await teach(tweets({}, ungated), "rule: Do not use mentions.");
      expect((await handle.current()).version).toBe(4);
      expect(await cases(handle)).toEqual([]);
      await teach(tweets({ deriveCases: true }, ungated), "rule: Do not use exclamation marks.");
      expect(await cases(handle)).toHaveLength(1);
    });

    it("becomes a case when a person accepts it, and none when it is turned down", async () => {
      const handle = tweets();
      const first = await teach(handle, "rule: Do not use hashtags.", { by: uma });
      expect(first.status).toBe("proposed");
      expect(await cases(handle)).toEqual([]);
      await handle.accept(first.proposal?.id ?? "", { by: ana });
      expect(await cases(handle)).toMatchObject([{ by: uma, check: { of: "hashtags" } }]);
      const second = await teach(handle, "rule: Do not use emoji.", { by: uma });
      await handle.reject(second.proposal?.id ?? "", { by: ana });
      expect(await cases(handle)).toHaveLength(1);
    });

    it("that repeats a rule adds what was asked, once, and not without end", async () => {
      const handle = tweets();
      await teach(handle, "rule: Do not use hashtags.");
      const block = await blockOf(handle, "Do not use hashtags.");
      await teach(handle, `again ${block}`);
      expect(await cases(handle)).toHaveLength(1);
      for (let time = 0; time < 7; time += 1) {
        const asked = [
          { role: "user", content: `Summarise paper ${time}.` },
          { role: "assistant", content: "#AI" },
        ];
        const run = await handle.record({ messages: asked });
        await handle.feedback({ comment: `again ${block}`, by: ana, run: run.id });
        await handle.reflect();
      }
      expect(await cases(handle)).toHaveLength(5);
    });
  });

  describe("the gate", () => {
    it("refuses what breaks a past lesson, says which, and stores the flip table", async () => {
      const handle = tweets();
      await teach(handle, "rule: Do not use emoji.");
      const result = await teach(handle, "rule: Use one emoji.");
      expect(result.status).toBe("refused");
      expect(result.rationale).toContain('"Do not use emoji." passed 1 of 1 before and 0 of 1 now');
      const [one] = await cases(handle);
      const stored = await handle.proposals({ states: ["refused"] });
      expect(stored.items[0]?.gate).toMatchObject({
        status: "refused",
        cases: [
          { caseId: one?.id, rule: "Do not use emoji.", flip: "worse", own: false },
          { caseId: null, rule: "Use one emoji.", flip: "better", own: true },
        ],
      });
      expect((await handle.current()).version).toBe(2);
      expect((await handle.lessons()).items.map(({ state }) => state)).toEqual(["applied", "pending"]);
    });

    it("lets it through once a person has retired the case", async () => {
      const handle = tweets();
      await teach(handle, "rule: Do not use emoji.");
      await teach(handle, "rule: Use one emoji.");
      const [one] = await cases(handle);
      const retired = await handle.retireCase(one?.id ?? "", { by: ana, reason: "Emoji are welcome now." });
      expect(retired).toMatchObject({
        state: "retired",
        reason: "Retired by ana: Emoji are welcome now.",
        retiredIn: null,
      });
      expect((await handle.reflect()).status).toBe("accepted");
    });

    it("does not replay the cases of a rule that the proposal replaces", async () => {
      const handle = tweets();
      await teach(handle, "rule: Do not use emoji.");
      const block = await blockOf(handle, "Do not use emoji.");
      expect((await teach(handle, `replace ${block}: Use one emoji.`)).status).toBe("accepted");
    });

    it("is not certified by the proposal's own cases, and holds nothing for that", async () => {
      const handle = tweets();
      await teach(handle, "rule: Keep it under 200 characters.");
      const result = await teach(handle, "rule: Do not use hashtags.");
      expect(result).toMatchObject({ status: "accepted", proposal: { gate: { status: "unproven" } } });
      expect(result.proposal?.gate.cases?.map(({ own, flip }) => [own, flip])).toEqual([
        [false, "same"],
        [true, "better"],
      ]);
      const [, lesson] = (await handle.lessons()).items;
      expect((await cases(handle)).map(({ lessonId }) => lessonId)).toContain(lesson?.id);
    });

    it("knows a case that a person made of the lesson before it was reflected", async () => {
      const handle = tweets();
      const run = await handle.record({ messages });
      await handle.feedback({ comment: "rule: Do not use hashtags.", by: ana, run: run.id });
      const [lesson] = (await handle.lessons()).items;
      await handle.addCase({ by: ana, lesson: lesson?.id ?? "", check: { kind: "count", of: "hashtags", max: 0 } });
      const result = await handle.reflect();
      expect(result.proposal?.gate).toMatchObject({ status: "unproven", cases: [{ own: true, flip: "better" }, {}] });
    });

    it("sends to a person what cannot be told", async () => {
      const broken = open({
        gate: replayGate({ run: () => Promise.reject(new Error("Down.")), deterministic: true }),
      });
      await teach(tweets(), "rule: Do not use hashtags.");
      const result = await teach(tweets({}, broken), "rule: Be kind.");
      expect(result).toMatchObject({ status: "proposed", proposal: { gate: { status: "inconclusive" } } });
      expect(result.proposal?.gate.message).toMatch(
        /gave no result, .* says nothing about the change: The runner failed: Down\. See to that and replay again\.$/,
      );
      const handle = tweets({}, broken);
      const accepted = await tweets().accept(result.proposal?.id ?? "", { by: ana });
      expect(accepted.gate.status).toBe("passed");
      expect((await handle.proposals({ states: ["accepted"] })).items[0]?.gate.status).toBe("passed");
    });

    it("judges a person's own text too", async () => {
      const handle = tweets();
      await teach(handle, "rule: Do not use hashtags.");
      const { text } = await handle.current();
      const changed = await handle.propose({ text: text.replace("tweet", "good tweet"), by: ana });
      expect(changed).toMatchObject({ state: "open", gate: { status: "passed" } });
      expect(seen.at(-1)).toMatchObject({ before: text, after: changed.text });
    });
  });

  describe("a rule that goes", () => {
    it("takes its cases along in the same version", async () => {
      const handle = tweets();
      await teach(handle, "rule: Do not use hashtags.");
      await teach(handle, "rule: Be kind.");
      await teach(handle, `remove ${await blockOf(handle, "Do not use hashtags.")}`);
      expect(await cases(handle, "active")).toEqual([]);
      expect(await cases(handle, "retired")).toMatchObject([
        { retiredIn: 4, reason: 'Version 4 took its rule away: "Do not use hashtags.".' },
      ]);
    });

    it("and is replaced: its cases retire, and what was asked is kept for the new words", async () => {
      const handle = tweets();
      await teach(handle, "rule: Keep it under 200 characters.");
      const block = await blockOf(handle, "Keep it under 200 characters.");
      await teach(handle, `replace ${block}: Keep it under 250 characters.`, { onRun: false });
      const [old, fresh] = await cases(handle);
      expect(old).toMatchObject({ state: "retired", retiredIn: 3, check: { max: 199 } });
      expect(old?.reason).toContain('by "Keep it under 250 characters."');
      expect(fresh).toMatchObject({ state: "active", check: { max: 249 }, messages: old?.messages, rule: { block } });
      await teach(handle, `replace ${block}: Be as long as you like.`);
      expect(await cases(handle, "active")).toEqual([]);
    });

    it("by a person's own whole text, too", async () => {
      const handle = tweets();
      await teach(handle, "rule: Do not use hashtags.");
      const { id } = await handle.propose({ text: "Write a tweet.\n", by: ana });
      expect(await cases(handle, "active")).toHaveLength(1);
      await handle.accept(id, { by: ana });
      expect(await cases(handle, "active")).toEqual([]);
    });

    it("and comes back by a rollback, has its cases back; what a person retired stays so", async () => {
      const handle = tweets();
      await teach(handle, "rule: Do not use hashtags.");
      await teach(handle, "rule: Keep it under 200 characters.");
      const [, byHand] = await cases(handle);
      await handle.retireCase(byHand?.id ?? "", { by: ana });
      await handle.rollback(1, { by: ana });
      expect((await cases(handle)).map(({ state, retiredIn }) => [state, retiredIn])).toEqual([
        ["retired", 4],
        ["retired", null],
      ]);
      await handle.rollback(3, { by: ana });
      expect((await cases(handle)).map(({ state, reason }) => [state, reason])).toEqual([
        ["active", null],
        ["retired", "Retired by ana."],
      ]);
    });
  });

  describe("a person's hand", () => {
    it("keeps messages as a case, for a rule or for none", async () => {
      const handle = tweets();
      await teach(handle, "rule: Do not use hashtags.", { onRun: false });
      const block = await blockOf(handle, "Do not use hashtags.");
      const derived = await handle.addCase({ by: ana, messages: hi, rule: block });
      expect(derived).toMatchObject({ check: { of: "hashtags", max: 0 }, rule: { block }, run: null, lessonId: null });
      const judged = await handle.addCase({ by: ana, messages, check: { kind: "judge", rubric: "It is kind." } });
      expect(judged.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
      expect(await cases(handle)).toEqual([derived, judged]);
      expect((await handle.cases({ limit: 1 })).next).not.toBeNull();
    });

    it("keeps a run as a case, up to the answer that was meant", async () => {
      const handle = tweets();
      const run = await handle.record({ messages: [...messages, { role: "assistant", content: "Big news!" }] });
      const [, , answer] = run.messages;
      const check = { kind: "contains", text: "news" } as const;
      const last = await handle.addCase({ by: ana, run: run.id, check });
      const first = await handle.addCase({ by: ana, run: run.id, message: answer?.id ?? "", check });
      expect([last, first].map((one) => one.messages.length)).toEqual([3, 1]);
      expect(first.run).toEqual({ address: handle.address, id: run.id });
    });

    it("redacts what it keeps", async () => {
      const redacting = open({ redact: (text) => text.replaceAll(/\d{4}/g, "****") });
      const check = { kind: "contains", text: "card" } as const;
      await tweets({}, redacting).addCase({
        by: ana,
        messages: [{ role: "user", content: "My card is 1234." }],
        check,
      });
      expect(JSON.stringify(await cases(tweets()))).not.toContain("1234");
    });

    it.each<[string, object, string]>([
      ["a person who may not accept", { by: uma, messages: hi, check: { kind: "contains", text: "a" } }, "forbidden"],
      ["neither run nor messages", { check: { kind: "contains", text: "a" } }, "invalid_messages"],
      ["both", { run: "r", messages: hi, check: { kind: "contains", text: "a" } }, "invalid_messages"],
      [
        "nothing asked",
        { messages: [{ role: "system", content: "Hi." }], check: { kind: "contains", text: "a" } },
        "invalid_messages",
      ],
      ["an unknown run", { run: "nope", check: { kind: "contains", text: "a" } }, "run_not_found"],
      ["an unknown lesson", { lesson: "nope", check: { kind: "contains", text: "a" } }, "lesson_not_found"],
      ["an unknown rule", { messages: hi, rule: "b99" }, "invalid_edit"],
      ["no check", { messages: hi }, "invalid_check"],
      ["no check that can be derived", { messages: hi, rule: "b1" }, "invalid_check"],
      ["a check that cannot be run", { messages: hi, check: { kind: "regex", pattern: "(a" } }, "invalid_check"],
    ])("does not make a case of %s", async (_what, input, code) => {
      const handle = tweets();
      await expect(handle.addCase({ by: ana, ...input })).rejects.toMatchObject({ code });
      expect(await cases(handle)).toEqual([]);
    });

    it("retires a case once, and only with authority", async () => {
      const handle = tweets();
      const { id } = await handle.addCase({ by: ana, messages: hi, check: { kind: "contains", text: "a" } });
      await expect(handle.retireCase(id, { by: uma })).rejects.toMatchObject({ code: "forbidden" });
      await expect(handle.retireCase("nope", { by: ana })).rejects.toMatchObject({ code: "case_not_found" });
      await handle.retireCase(id, { by: ana });
      await expect(handle.retireCase(id, { by: ana })).rejects.toMatchObject({ code: "conflict" });
    });
  });

  it("keeps to what a person decides of a case while its rule is on its way out", async () => {
    const handle = tweets();
    await teach(handle, "rule: Do not use hashtags.");
    await teach(handle, "rule: Be kind.");
    const block = await blockOf(handle, "Do not use hashtags.");
    const [one] = await cases(handle);
    // Between the reading of the cases and the commit: the second time it is asked, when the version is being made.
    let asked = 0;
    const meddling: Gate = {
      name: "meddling",
      decide: async () => {
        asked += 1;
        if (asked === 2) await handle.retireCase(one?.id ?? "", { by: ana, reason: "First." });
        return { status: "not-run", message: "" };
      },
    };
    const result = await teach(tweets({}, open({ gate: meddling })), `remove ${block}`);
    expect([result.status, asked]).toEqual(["accepted", 3]);
    expect(await cases(handle)).toMatchObject([{ id: one?.id, state: "retired", reason: "Retired by ana: First." }]);
  });
});
