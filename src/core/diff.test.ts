import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyInstructions } from "./any-instructions.fixture.js";
import { applyEdits, type Blocks } from "./apply.js";
import { splitIntoSpans } from "./blocks.js";
import { alignBlocks, diffToEdits } from "./diff.js";
import { identifyNew } from "./identify.js";
import { mergeSeed } from "./seed.js";

const blocksOf = (text: string): Blocks => ({ text, ...identifyNew(text, "seed", 1) });
const hand = { origin: "hand", since: 2 } as const;
const words = (text: string) => splitIntoSpans(text).map((span) => text.slice(span.start, span.end));

describe("the diff of whole texts", () => {
  it("finds replaced, added and removed blocks", () => {
    const before = "Write a tweet about {paper}.\n\n# Rules\n\n- Be brief and clear.\n- Use hashtags.\n";
    const after = "Write a tweet about {paper}.\n\n# Rules\n\n- Be very brief and clear.\n- Lead with the number.\n";
    const edits = diffToEdits(blocksOf(before), after);
    expect(edits.map((edit) => [edit.kind, "block" in edit ? edit.block : edit.place])).toEqual([
      ["replace", "b3"],
      ["add", { after: "b3" }],
      ["remove", "b4"],
    ]);
    expect(applyEdits(blocksOf(before), edits, hand).text).toBe(after);
  });

  it("keeps the ids of what stays and what is reworded", () => {
    const base = blocksOf("# A\n\n- one two three\n- four\n");
    const text = "# A\n\n- zero\n- one two drei\n- four\n";
    expect(alignBlocks(base, text, hand).blocks.map((block) => [block.id, block.origin])).toEqual([
      ["b1", "seed"],
      ["b4", "hand"],
      ["b2", "hand"],
      ["b3", "seed"],
    ]);
  });

  it("leads to the same blocks when applied, where there are no tags", () => {
    const plain = anyInstructions.filter((text) => !/[<`~*_=-]|#\s*$/m.test(text) && !/^\s*#+\s*#*\s*$/m.test(text));
    let compared = 0;
    fc.assert(
      fc.property(plain, plain, (before, after) => {
        const base = blocksOf(`# Start\n\n${before}`);
        const edits = diffToEdits(base, `# Start\n\n${after}`);
        let result: Blocks;
        try {
          result = applyEdits(base, edits, hand);
        } catch {
          return; // a block that only its neighbours keep whole
        }
        compared += 1;
        // An added item takes the marker of the list it joins, so markers are left out here.
        const bare = (text: string) =>
          words(text)
            .map((block) =>
              block
                .replace(/^\s*(?:[-•+]|\d+[.)])\s+/, "")
                .replace(/\s+/g, " ")
                .replace(/ #+$/, "")
                .trim(),
            )
            .join("|");
        expect(bare(result.text)).toBe(bare(`# Start\n\n${after}`));
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it("is empty for the same text", () => {
    fc.assert(
      fc.property(anyInstructions, (text) => {
        expect(diffToEdits(blocksOf(text), text)).toEqual([]);
      }),
    );
  });
});

describe("merging a changed seed", () => {
  const oldSeed = "Write a tweet.\n\n# Rules\n\n- Be brief.\n- Use hashtags.\n";
  it("takes over what changed and keeps what was learned", () => {
    const current = blocksOf(
      "Write a tweet.\n\n# Rules\n\n- Be brief.\n- Use hashtags.\n\n## Learned rules\n\n- Name the authors.\n",
    );
    const { edits, conflicts } = mergeSeed(
      oldSeed,
      "Write a tweet.\n\n# Rules\n\n- Be brief.\n- Use at most one of the hashtags.\n- Be kind.\n",
      current,
    );
    expect(conflicts).toEqual([]);
    expect(applyEdits(current, edits, hand).text).toBe(
      "Write a tweet.\n\n# Rules\n\n- Be brief.\n- Use at most one of the hashtags.\n- Be kind.\n\n## Learned rules\n\n- Name the authors.\n",
    );
  });
  it("reports what was changed on both sides and keeps the current words", () => {
    const current = blocksOf("Write a tweet.\n\n# Rules\n\n- Be brief.\n- Do not use hashtags.\n");
    const { edits, conflicts } = mergeSeed(oldSeed, oldSeed.replace("Use hashtags.", "Use two hashtags."), current);
    expect(edits).toEqual([]);
    expect(conflicts).toEqual([{ before: "- Use hashtags.", after: "Use two hashtags." }]);
  });
});
