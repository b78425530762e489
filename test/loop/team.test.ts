// Several instructions of one conversation: feedback becomes a lesson of those to blame, once, with the reason kept.
import {
  createMemory,
  type Instructions,
  memoryStore,
  playbook,
  promptMemory,
  type Store,
  type Strategy,
} from "knowhow";
import { literal } from "knowhow/literal";
import { failingModel, type ScriptedModel, scriptedModel } from "knowhow/testing";
import { describe, expect, it } from "vitest";

const by = { id: "ana", role: "reviewer" } as const;
const MESSAGES = [
  { role: "user", content: "What does the policy pay for water damage?" },
  { role: "assistant", content: "It pays for everything. Source: none." },
];

const open = (strategy: Strategy, store: Store = memoryStore()) => {
  const memory = createMemory({ store, strategy });
  const writer = memory.instructions("writer", {
    seed: "Write the letter.\n",
    policy: {
      whenToUpdate: "The tone or the length of letters is criticised.",
      updateInstructions: "Keep rules kind.",
    },
  });
  const finder = memory.instructions("finder", {
    seed: "Find the clause.\n",
    policy: { whenToUpdate: "A clause or a source was wrong.", updateInstructions: "Never name customers." },
  });
  return { memory, writer, finder, team: memory.team([writer, finder]) };
};

const textOf = async (one: Instructions) => (await one.current()).text;

/** Attributes to these, then edits with the comment's own words. */
const scripted = (names: readonly string[], more: object = {}): ScriptedModel =>
  scriptedModel(({ answer, messages }) => {
    if (answer?.name === "attribution")
      return JSON.stringify({ lessons: [{ lesson: "L1", prompts: names, reason: "It says so.", ...more }] });
    const quote = /Quote the source\./.exec(messages.at(-1)?.content ?? "")?.[0] ?? "";
    return JSON.stringify({
      lessons: [{ lesson: "L1", outcome: "edited", reason: "A lasting wish." }],
      edits: [{ edit: "add", target: "", text: quote, evidence: [{ lesson: "L1", quote }] }],
      rationale: "Asked for.",
    });
  });

describe("without a model", () => {
  it("tells by name, by the run's ref and by the words of whenToUpdate, and guesses nothing", async () => {
    const { writer, finder, team } = open(literal());
    const alone = await team.record({ messages: MESSAGES, ref: (await finder.current()).ref });
    await team.feedback({ by, comment: "The writer should keep it under 100 words." });
    await team.feedback({ by, run: alone.id, comment: "Always quote the policy number." });
    await team.feedback({ by, comment: "Keep letters under 90 words, the length is a bother." });
    await team.feedback({ by, comment: "Do not use hashtags." });
    const { decisions } = await team.reflect();
    expect(decisions.map(({ to, outcome, reason }) => [to.join(), outcome, reason])).toEqual([
      ["writer", "attributed", 'The comment names "writer".'],
      ["finder", "attributed", 'Of the team, the run ran on "finder" alone.'],
      ["writer", "attributed", expect.stringContaining('"letter"')],
      ["", "unsure", expect.stringContaining("Name one in the feedback")],
    ]);
    expect(await textOf(finder)).toContain("Always quote the policy number.");
    expect(await textOf(finder)).not.toContain("words");
    const waiting = (await team.inbox.lessons({ states: ["pending"] })).items;
    expect(waiting.map(({ reason }) => reason)).toEqual([expect.stringContaining("not plain which")]);
    expect((await team.inbox.lessons({ states: ["dismissed"] })).items[0]?.reason).toContain("Attributed to writer");
    expect((await writer.lessons()).items).toHaveLength(2);
    await team.reflect();
    expect((await team.inbox.lessons({ states: ["pending"] })).items).toEqual(waiting);
  });

  it("gives feedback that names its target to it at once", async () => {
    const { finder, team } = open(literal());
    const run = await team.record({ messages: MESSAGES });
    expect(run.ref.layers.map(({ id }) => id)).toEqual(["writer", "finder"]);
    await team.feedback({ by, run: run.id, comment: "Always quote the policy number.", for: "finder" });
    expect((await team.inbox.lessons()).items).toEqual([]);
    expect((await team.reflect()).reflections["finder"]?.status).toBe("accepted");
    expect(await textOf(finder)).toContain("policy number");
    await expect(team.feedback({ by, comment: "No.", for: "nobody" })).rejects.toMatchObject({
      code: "invalid_feedback",
      message: expect.stringContaining("writer, finder"),
    });
  });
});

describe("with a model", () => {
  it("asks once, with every member's directions, the feedback and the run in the request", async () => {
    const model = scripted(["finder"]);
    const { writer, finder, team } = open(playbook({ model }));
    const run = await team.record({ messages: MESSAGES });
    await team.feedback({ by, run: run.id, comment: "Quote the source." });
    const result = await team.reflect();
    const [request, ...others] = model.requests;
    const shown = JSON.stringify(request?.messages);
    for (const said of [
      "The tone or the length of letters is criticised.",
      "A clause or a source was wrong.",
      "Keep rules kind.",
      "Never name customers.",
      "Write the letter.",
      "Find the clause.",
      "Quote the source.",
      "What does the policy pay for water damage?",
      "It pays for everything. Source: none.",
    ])
      expect(shown).toContain(said);
    expect(others).toHaveLength(1);
    expect(JSON.stringify(others[0]?.messages)).toContain("Never name customers.");
    expect(result.decisions).toMatchObject([{ to: ["finder"], outcome: "attributed", by: "fake:scripted" }]);
    expect(result.usage.calls).toBe(1);
    expect(await textOf(finder)).toContain("Quote the source.");
    expect(await textOf(writer)).toBe("Write the letter.\n");
    expect((await team.inbox.calls()).items).toMatchObject([{ purpose: "attribution", strategy: "team" }]);
    expect((await team.inbox.costs()).total.calls).toBe(1);
    const [record] = (await team.inbox.reflections()).items;
    expect(record).toMatchObject({ strategy: "team", rationale: expect.stringContaining("It says so.") });
  });

  it("makes a lesson in each of several, and leaves what the model is unsure of", async () => {
    const both = open(promptMemory({ model: scripted(["writer", "finder"]) }));
    await both.team.feedback({ by, comment: "Quote the source." });
    await both.team.reflect({ strategy: playbook({ model: scripted(["writer", "finder"]) }) });
    for (const one of [both.writer, both.finder]) expect(await textOf(one)).toContain("Quote the source.");

    const unsure = open(playbook({ model: scripted(["writer"], { unsure: true }) }));
    await unsure.team.feedback({ by, comment: "Quote the source." });
    for (let time = 0; time < 3; time += 1)
      expect((await unsure.team.reflect()).decisions).toMatchObject([{ outcome: "unsure", to: [] }]);
    expect((await unsure.team.inbox.lessons()).items).toMatchObject([{ state: "parked", attempts: 3 }]);
    expect((await unsure.writer.lessons()).items).toEqual([]);
  });

  it("blames nobody who was not in the conversation", async () => {
    const { memory, writer, finder } = open(playbook({ model: scripted(["writer"]) }));
    const third = memory.instructions("sender", { seed: "Send it.\n" });
    const team = memory.team([writer, finder, third]);
    const ref = memory.compose([finder, third]);
    const run = await team.record({ messages: MESSAGES, ref: (await ref.current()).ref });
    await team.feedback({ by, run: run.id, comment: "Quote the source." });
    const { decisions } = await team.reflect();
    expect(decisions).toMatchObject([{ outcome: "unsure", reason: expect.stringContaining("did not run on writer") }]);
    expect((await writer.lessons()).items).toEqual([]);
  });

  it("keeps lessons pending when the model fails or the budget ends, and still reflects the members", async () => {
    const { memory, writer, finder, team } = open(literal());
    await team.feedback({ by, comment: "Quote the source." });
    await writer.feedback({ by, comment: "Do not use hashtags." });
    const failed = await team.reflect({ strategy: playbook({ model: failingModel("model_timeout") }) });
    expect(failed.error).toMatchObject({ code: "model_timeout" });
    expect(failed.reflections["writer"]?.status).toBe("failed");
    const poor = memory.team([writer, finder], { policy: { budget: { tokens: 10 } } });
    expect((await poor.reflect({ strategy: playbook({ model: scripted(["finder"]) }) })).error).toMatchObject({
      code: "budget_exceeded",
    });
    expect((await team.inbox.lessons()).items).toMatchObject([{ state: "pending", attempts: 0 }]);
  });
});

describe("after a crash", () => {
  it.each([0, 1, 2])("hands over once and pays once, when write number %i is the last", async (last) => {
    const inner = memoryStore();
    let left = Number.POSITIVE_INFINITY;
    const dies = <A extends unknown[], R>(write: (...args: A) => Promise<R>) => {
      return (...args: A): Promise<R> => (left-- > 0 ? write(...args) : Promise.reject(new Error("killed")));
    };
    const store: Store = { ...inner, appendFeedback: dies(inner.appendFeedback), commit: dies(inner.commit) };
    const model = scripted(["writer", "finder"]);
    const { writer, finder, team } = open(playbook({ model }), store);
    await Promise.all([writer.current(), finder.current()]);
    await team.feedback({ by, comment: "Quote the source." });
    left = last;
    await expect(team.reflect()).rejects.toThrow("killed");
    left = Number.POSITIVE_INFINITY;
    await team.reflect();
    for (const one of [writer, finder]) {
      expect((await one.lessons()).items.map(({ state }) => state)).toEqual(["applied"]);
      expect((await textOf(one)).split("Quote the source.")).toHaveLength(2);
    }
    expect(model.requests.filter(({ answer }) => answer?.name === "attribution")).toHaveLength(1);
    expect(model.requests).toHaveLength(3);
    expect((await team.inbox.lessons()).items.map(({ state }) => state)).toEqual(["dismissed"]);
  });

  it("makes one lesson of two processes that attribute at once", async () => {
    const store = memoryStore();
    const first = open(playbook({ model: scripted(["finder"]) }), store);
    const second = open(playbook({ model: scripted(["finder"]) }), store);
    await first.team.feedback({ by, comment: "Quote the source." });
    await Promise.all([first.team.reflect(), second.team.reflect()]);
    expect((await first.finder.lessons()).items).toHaveLength(1);
    expect((await textOf(first.finder)).split("Quote the source.")).toHaveLength(2);
  });
});

it("refuses teams that are none", () => {
  const { memory, writer } = open(literal());
  const stranger = open(literal()).writer;
  for (const members of [[], [writer, writer], [stranger]])
    expect(() => memory.team(members)).toThrow(expect.objectContaining({ code: "invalid_policy" }));
});
