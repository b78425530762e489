/** Whoever has less authority does not undo the rule of somebody who has more, whatever the strategy. */
import { describe, expect, it } from "vitest";
import { defaultAuthority } from "../../src/core/authority.js";
import type { Strategy } from "../../src/core/ports/strategy.js";
import type { Principal } from "../../src/core/principal.js";
import { createMemory, type Instructions, type Policy } from "../../src/memory.js";
import { literal } from "../../src/reflect/literal/literal.js";
import { metaprompt } from "../../src/reflect/metaprompt/metaprompt.js";
import { playbook } from "../../src/reflect/playbook/playbook.js";
import { memoryStore } from "../../src/stores/memory/store.js";
import { scriptedModel } from "../../src/testing/models.js";

const olga = { id: "olga", role: "operator" } as const;
const otto = { id: "otto", role: "operator" } as const;
const ana = { id: "ana", role: "reviewer" } as const;
const bo = { id: "bo", role: "reviewer" } as const;
const uma = { id: "uma", role: "user" } as const;
const SEED = "You write tweets.\n";

function open(policy: Policy = {}): Instructions {
  const memory = createMemory({ store: memoryStore(), strategy: literal() });
  return memory.instructions("tweets", { seed: SEED, policy });
}

async function teach(tweets: Instructions, by: Principal, comment: string, strategy?: Strategy) {
  await tweets.feedback({ by, comment });
  return tweets.reflect(strategy ? { strategy } : {});
}
const textOf = async (tweets: Instructions): Promise<string> => (await tweets.current()).text;
const newest = async (tweets: Instructions) => (await tweets.lessons()).items.at(-1);

describe("a rule of higher authority", () => {
  it("is not undone by a reviewer's word, which waits for an operator with the reason", async () => {
    const tweets = open();
    await teach(tweets, olga, "Do not use hashtags.");
    const before = await textOf(tweets);
    const result = await teach(tweets, ana, "Use hashtags.");
    expect(result.status).toBe("proposed");
    expect(result.proposal?.screens).toMatchObject([{ screen: "precedence", verdict: "hold", needs: "operator" }]);
    expect(await textOf(tweets)).toBe(before);
    expect(await newest(tweets)).toMatchObject({ state: "reserved", reason: expect.stringContaining("olga") });
    const id = result.proposal?.id ?? "";
    await expect(tweets.accept(id, { by: bo })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("a rule of the operator olga"),
    });
    expect(await textOf(tweets)).toBe(before);
    await tweets.accept(id, { by: otto });
    expect(await textOf(tweets)).toContain("- Use hashtags.");
    expect(await newest(tweets)).toMatchObject({
      state: "applied",
      reason: expect.stringContaining("Accepted by the operator otto."),
    });
    await tweets.rollback(2, { by: olga });
    expect(await textOf(tweets)).toBe(before);
  });

  it("is not left behind by a reviewer who moves production back", async () => {
    const tweets = open();
    await teach(tweets, ana, "Be brief.");
    await teach(tweets, olga, "Do not use hashtags.");
    const before = await textOf(tweets);
    await expect(tweets.label("production", 1, { by: ana })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/move the label "production".*a rule of the operator olga/),
    });
    expect(await textOf(tweets)).toBe(before);
    await tweets.label("canary", 1, { by: ana });
    await tweets.label("production", 1, { by: otto });
    expect(await textOf(tweets)).toBe(SEED);
    await tweets.label("production", 3, { by: ana });
    await teach(tweets, ana, "Use short words.");
    await tweets.label("production", 4, { by: ana });
    await tweets.label("production", 3, { by: ana });
    expect(await textOf(tweets)).toBe(before);
  });

  it("gives way among equals, and that is noted", async () => {
    const tweets = open();
    await teach(tweets, ana, "Do not use hashtags.");
    const result = await teach(tweets, bo, "Use hashtags.");
    expect(result.status).toBe("accepted");
    expect(result.proposal?.screens).toMatchObject([{ screen: "precedence", verdict: "pass" }]);
    expect((await newest(tweets))?.reason).toContain("a rule of the reviewer ana: among equals the newer word holds");
    expect((await tweets.proposals()).items[0]?.screens[0]?.message).toContain("among equals");
  });

  it("is what somebody of higher rank accepted by hand", async () => {
    const tweets = open();
    const asked = await teach(tweets, uma, "Do not use hashtags.");
    await tweets.accept(asked.proposal?.id ?? "", { by: olga });
    expect((await tweets.blame()).at(-1)).toMatchObject({
      author: uma,
      evidence: [{ by: uma }, { by: olga, evidence: { kind: "approval" } }],
    });
    expect((await teach(tweets, ana, "Use hashtags.")).status).toBe("proposed");
  });

  it("stands against an added contradiction and against a rewriting of the whole text", async () => {
    const tweets = open();
    await teach(tweets, olga, "Do not use hashtags.");
    const before = await textOf(tweets);
    const quote = "Hashtags help.";
    const adding = scriptedModel([
      JSON.stringify({
        lessons: [{ lesson: "L1", outcome: "edited", reason: "Asked for." }],
        edits: [{ edit: "add", target: "", text: "Use hashtags.", evidence: [{ lesson: "L1", quote }] }],
        rationale: "As asked.",
      }),
    ]);
    const added = await teach(tweets, ana, quote, playbook({ model: adding }));
    expect(added.proposal?.screens.map(({ screen, needs }) => [screen, needs])).toEqual([
      ["precedence", "operator"],
      ["conflict", undefined],
    ]);
    const rewriting = scriptedModel([
      JSON.stringify({
        step: "done",
        thoughts: "",
        result: {
          update: true,
          improved: before.replace("Do not use hashtags.", "Do not use more than one hashtag."),
          changes: [{ lesson: "L1", quote: "One hashtag", text: "Do not use more than one hashtag." }],
          lessons: [{ lesson: "L1", outcome: "edited", reason: "Asked for." }],
          rationale: "As asked.",
        },
      }),
    ]);
    const rounds = { min: 0, max: 0 };
    const rewritten = await teach(tweets, ana, "One hashtag is best.", metaprompt({ model: rewriting, rounds }));
    expect(rewritten.status).toBe("proposed");
    expect(rewritten.proposal?.screens).toContainEqual(
      expect.objectContaining({ screen: "precedence", needs: "operator" }),
    );
    expect(await textOf(tweets)).toBe(before);
  });

  it("is not undone by a reviewer's own text, nor by a reviewer's rollback", async () => {
    const tweets = open();
    await teach(tweets, olga, "Do not use hashtags.");
    const own = await tweets.propose({ by: ana, text: "You write tweets. Use hashtags.\n" });
    expect(own).toMatchObject({ state: "open" });
    await expect(tweets.accept(own.id, { by: ana })).rejects.toMatchObject({ code: "forbidden" });
    await expect(tweets.rollback(1, { by: ana })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Ask an operator."),
    });
    await tweets.rollback(1, { by: otto });
    expect(await textOf(tweets)).toBe(SEED);
    expect((await tweets.verify()).length).toBe(0);
  });

  it("loses its rank with what was rolled back, and has it again when that comes back", async () => {
    const tweets = open();
    await teach(tweets, ana, "Do not use hashtags.");
    await teach(tweets, olga, "Do not use hashtags, please.");
    expect((await tweets.lessons()).items.map(({ state }) => state)).toEqual(["applied", "applied"]);
    await teach(tweets, olga, "Write in French.");
    await tweets.rollback(2, { by: olga });
    // Both lessons speak for version 2: nothing of them was undone.
    expect((await teach(tweets, bo, "Use hashtags.")).status).toBe("proposed");
    await tweets.rollback(1, { by: olga });
    await tweets.rollback(2, { by: olga });
    const rule = (await tweets.blame()).at(-1);
    expect(rule?.block.content).toBe("Do not use hashtags.");
    expect(rule?.evidence.map(({ by }) => by?.id)).toEqual(["ana", "olga"]);
  });

  it("may be the seed, which is refined unless it is locked", async () => {
    const seed = "You write tweets.\n\n## Style\n\n- Use hashtags.\n";
    const memory = createMemory({ store: memoryStore(), strategy: literal() });
    const free = memory.instructions("free", { seed });
    expect((await teach(free, ana, "Do not use hashtags.")).status).toBe("accepted");
    expect(await textOf(free)).not.toContain("- Use hashtags.");
    const locked = memory.instructions("locked", { seed, policy: { lockedHeadings: ["Style"] } });
    await teach(locked, ana, "Do not use hashtags.");
    expect(await textOf(locked)).toContain("- Use hashtags.");
  });

  it("stands in a user's own layer too", async () => {
    const memory = createMemory({ store: memoryStore(), strategy: literal() });
    const mine = memory.instructions("tweets", { namespace: ["uma"], overlayOf: "uma" });
    await teach(mine, olga, "Do not use hashtags.");
    const before = await textOf(mine);
    expect((await teach(mine, uma, "Use hashtags.")).status).toBe("proposed");
    expect(await textOf(mine)).toBe(before);
    expect((await teach(mine, uma, "Write in French.")).status).toBe("accepted");
  });

  it("stands where a policy lets everybody accept", async () => {
    const tweets = open({ authority: (by, layer) => (by.role === "user" ? "accept" : defaultAuthority(by, layer)) });
    await teach(tweets, ana, "Do not use hashtags.");
    const result = await teach(tweets, uma, "Use hashtags.");
    expect(result.proposal?.screens).toMatchObject([{ verdict: "hold", needs: "reviewer" }]);
    await expect(tweets.accept(result.proposal?.id ?? "", { by: uma })).rejects.toMatchObject({ code: "forbidden" });
  });
});
