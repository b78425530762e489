// New rules go behind what is there, so that the head of the instructions stays a common prefix, which providers cache.
import fc from "fast-check";
import { createMemory, memoryStore } from "knowhow";
import { literal } from "knowhow/literal";
import { expect, it } from "vitest";
import { applyEdits, type Blocks } from "../../src/core/apply.js";
import { type Edit, LEARNED_SECTION } from "../../src/core/edit.js";
import { identifyNew } from "../../src/core/identify.js";

const commonPrefix = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
};

it("keeps all that stands before the first block that is edited, over streams of edits", () => {
  const words = fc.constantFrom("Be brief.", "Use no hashtags.", "Lead with the number.", "Say “please”.", "Cite it.");
  const step = fc.record({ kind: fc.constantFrom("add", "add", "add", "replace", "remove"), words, at: fc.nat() });
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), fc.array(step, { maxLength: 20 }), (seed, steps) => {
      const text = `${seed.join("\n\n")}\n`;
      let base: Blocks = { text, ...identifyNew(text, "seed", 1) };
      for (const { kind, words: said, at } of steps) {
        const rules = base.blocks.filter(({ origin, kind: is }) => origin === "rule" && is === "item");
        const block = rules[at % Math.max(1, rules.length)];
        const edit: Edit =
          kind === "add" || !block
            ? { kind: "add", place: { section: LEARNED_SECTION }, text: said, evidence: [] }
            : kind === "replace"
              ? { kind: "replace", block: block.id, text: `${said} Always.`, evidence: [] }
              : { kind: "remove", block: block.id, evidence: [] };
        const after = applyEdits(base, [edit], { origin: "rule", since: 2 });
        const index = edit.kind === "add" ? base.blocks.length : base.blocks.findIndex(({ id }) => id === edit.block);
        // The gap before a block goes with it, and with the last rule goes its heading.
        const lastRule = edit.kind === "remove" && rules.length === 1;
        const kept = base.blocks[index - (lastRule ? 2 : 1)]?.end ?? 0;
        expect(commonPrefix(base.text, after.text)).toBeGreaterThanOrEqual(kept);
        base = after;
      }
      expect(base.text.startsWith(text.trimEnd())).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it("keeps the whole earlier text before what literal adds, and the text before what it replaces", async () => {
  const memory = createMemory({ store: memoryStore(), strategy: literal() });
  const seed = "You write tweets about papers.\n\n## Style\n\n- Be friendly.\n";
  const tweets = memory.instructions("tweet-writer", { seed });
  const stream = [
    "Please stop using hashtags.",
    "Keep it under 280 characters.",
    "Always mention the authors.",
    "Keep it under 200 characters.",
    "Do not use emoji.",
  ];
  let before = (await tweets.current()).text;
  for (const comment of stream) {
    await tweets.feedback({ by: { id: "ana", role: "reviewer" }, comment });
    const { proposal, status } = await tweets.reflect();
    expect(status).toBe("accepted");
    const after = (await tweets.current()).text;
    const [edit] = proposal?.edits ?? [];
    const replaced = edit?.kind === "replace" ? before.indexOf("Keep it under 280") : before.trimEnd().length;
    expect(commonPrefix(before, after)).toBeGreaterThanOrEqual(replaced);
    expect(after.startsWith(seed.trimEnd())).toBe(true);
    before = after;
  }
});
