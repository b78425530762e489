import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyInstructions } from "./any-instructions.fixture.js";
import { applyEdits, type Blocks } from "./apply.js";
import { type Edit, LEARNED_SECTION } from "./edit.js";
import { KnowhowError } from "./errors.js";
import { identifyNew } from "./identify.js";

const blocksOf = (text: string): Blocks => ({ text, ...identifyNew(text, "seed", 1) });
const rule = { origin: "rule", since: 2 } as const;
const evidence = [] as const;
const add = (text: string): Edit => ({ kind: "add", place: { section: LEARNED_SECTION }, text, evidence });
const apply = (text: string, ...edits: Edit[]) => applyEdits(blocksOf(text), edits, rule);

describe("applying edits", () => {
  it("makes the section of learned rules, then adds to it", () => {
    const first = apply("Write a tweet.", add("Do not use hashtags."));
    expect(first.text).toBe("Write a tweet.\n\n## Learned rules\n\n- Do not use hashtags.");
    const second = applyEdits(first, [add("Keep it short."), add("Be kind.")], { ...rule, since: 3 });
    expect(second.text).toBe(
      "Write a tweet.\n\n## Learned rules\n\n- Do not use hashtags.\n- Keep it short.\n- Be kind.",
    );
    expect(second.blocks.map((block) => [block.id, block.origin, block.since])).toEqual([
      ["b1", "seed", 1],
      ["b2", "rule", 2],
      ["b3", "rule", 2],
      ["b4", "rule", 3],
      ["b5", "rule", 3],
    ]);
  });

  it("keeps the final newline, CRLF and what follows a section", () => {
    expect(apply("Hi.\r\n", add("Be kind.")).text).toBe("Hi.\r\n\r\n## Learned rules\r\n\r\n- Be kind.\r\n");
    expect(apply("# Learned rules\n\n# End\n", add("Be kind.")).text).toBe("# Learned rules\n\n- Be kind.\n\n# End\n");
  });

  it("replaces words and keeps the marker", () => {
    expect(apply("# A\n\n1. one\n2. two\n", { kind: "replace", block: "b3", text: "zwei\nlines", evidence }).text).toBe(
      "# A\n\n1. one\n2. zwei\n  lines\n",
    );
    expect(apply("# A\n\ntext", { kind: "replace", block: "b1", text: "B", evidence }).text).toBe("# B\n\ntext");
    expect(apply("One. Two. Three.", { kind: "replace", block: "b2", text: "Zwei.", evidence }).text).toBe(
      "One. Zwei. Three.",
    );
  });

  it("joins the list it adds to: marker, number, blank lines", () => {
    expect(apply("# A\n\n* x\n\n* y\n\nend", { kind: "add", place: { section: "a" }, text: "z", evidence }).text).toBe(
      "# A\n\n* x\n\n* y\n\nend\n\n- z",
    );
    expect(apply("# A\n\n9. x\n10. y\n", { kind: "add", place: { section: "a" }, text: "z", evidence }).text).toBe(
      "# A\n\n9. x\n10. y\n11. z\n",
    );
    expect(
      apply(
        "- x\n- y\n",
        { kind: "add", place: { after: "b1" }, text: "p", evidence },
        { kind: "add", place: { after: "b1" }, text: "q", evidence },
      ).text,
    ).toBe("- x\n- p\n- q\n- y\n");
  });

  it("removes a block with the shorter gap, and its section with the last rule", () => {
    expect(apply("# A\n\n- x\n- y\n\n# B\n", { kind: "remove", block: "b3", evidence }).text).toBe(
      "# A\n\n- x\n\n# B\n",
    );
    expect(apply("# A\n\n- x\n- y", { kind: "remove", block: "b3", evidence }).text).toBe("# A\n\n- x");
    const learned = apply("Hi.\n", add("Be kind."));
    expect(applyEdits(learned, [{ kind: "remove", block: "b3", evidence }], rule).text).toBe("Hi.\n");
  });

  it("gives a new id, never an old one again, after a removal", () => {
    const learned = apply("Hi.", add("Be kind."));
    const removed = applyEdits(learned, [{ kind: "remove", block: "b3", evidence }], rule);
    expect(applyEdits(removed, [add("Be brief.")], rule).blocks.map((block) => block.id)).toEqual(["b1", "b4", "b5"]);
  });

  it.each<[string, Edit[]]>([
    ["an unknown block", [{ kind: "remove", block: "b99", evidence }]],
    [
      "two edits of one block",
      [
        { kind: "replace", block: "b1", text: "x", evidence },
        { kind: "remove", block: "b1", evidence },
      ],
    ],
    ["blank text", [add("  \n ")]],
    ["text that would become a heading", [{ kind: "replace", block: "b3", text: "# Heading", evidence }]],
    ["an item that would open a second one", [add("one\n\n- two")]],
    ["a fence inside a rule", [add("one\n```\ncode\n```")]],
  ])("refuses %s", (_what, edits) => {
    expect(() => apply("- a\n- b\n\ntext", ...edits)).toThrow(KnowhowError);
  });

  it("leaves every unnamed block byte for byte, whatever is edited", () => {
    const words = fc.constantFrom("Do not use hashtags.", "Keep it short.", "Lead with the number", "Say {{x}}");
    const someEdits = (ids: string[]): fc.Arbitrary<Edit[]> =>
      fc
        .tuple(
          fc.array(words.map(add), { maxLength: 3 }),
          fc.uniqueArray(
            fc.tuple(fc.constantFrom(...ids, "none"), fc.constantFrom("replace", "remove", "after"), words),
            { maxLength: 3, selector: ([id]) => id },
          ),
        )
        .map(([adds, others]) => [
          ...adds,
          ...others
            .filter(([id]) => id !== "none")
            .map(([block, kind, text]): Edit =>
              kind === "replace"
                ? { kind, block, text, evidence }
                : kind === "remove"
                  ? { kind, block, evidence }
                  : { kind: "add", place: { after: block }, text, evidence },
            ),
        ]);
    fc.assert(
      fc.property(
        anyInstructions.chain((text) =>
          someEdits(blocksOf(text).blocks.map((block) => block.id)).map((edits) => ({ text, edits })),
        ),
        ({ text, edits }) => {
          const base = blocksOf(text);
          let after: Blocks;
          try {
            after = applyEdits(base, edits, rule);
          } catch (error) {
            expect(KnowhowError.is(error, "invalid_edit")).toBe(true);
            return;
          }
          const named = new Set(edits.flatMap((edit) => (edit.kind === "add" ? [] : [edit.block])));
          const order: string[] = [];
          for (const block of base.blocks) {
            if (named.has(block.id)) continue;
            const kept = after.blocks.find((one) => one.id === block.id);
            expect(kept && after.text.slice(kept.start, kept.end)).toBe(text.slice(block.start, block.end));
            order.push(block.id);
          }
          expect(after.blocks.map((block) => block.id).filter((id) => order.includes(id))).toEqual(order);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
