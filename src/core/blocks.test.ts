import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyInstructions } from "./any-instructions.fixture.js";
import { splitIntoSpans } from "./blocks.js";
import { identifyNew, joinBlocks, viewBlocks } from "./identify.js";

const kinds = (text: string) => splitIntoSpans(text).map((span) => [span.kind, text.slice(span.start, span.end)]);

describe("splitting into blocks", () => {
  it("joins to the same bytes, with only white space between blocks", () => {
    fc.assert(
      fc.property(anyInstructions, (text) => {
        const { blocks } = identifyNew(text, "seed", 1);
        expect(joinBlocks(text, blocks)).toBe(text);
        let at = 0;
        for (const block of blocks) {
          expect(text.slice(at, block.start).trim()).toBe("");
          expect(block.start).toBeLessThanOrEqual(block.content);
          expect(block.content).toBeLessThanOrEqual(block.end);
          expect(block.end).toBeGreaterThan(block.start);
          at = block.end;
        }
        expect(text.slice(at).trim()).toBe("");
        expect(new Set(blocks.map((block) => block.id)).size).toBe(blocks.length);
      }),
    );
  });

  it("sees items inside a tag, and a line after an item as a paragraph of its own", () => {
    expect(kinds("<rules>\n- one\n- two\n</rules>\n")).toEqual([
      ["tag", "<rules>"],
      ["item", "- one"],
      ["item", "- two"],
      ["tag", "</rules>"],
    ]);
    expect(kinds("- one\nafter\n- two")).toEqual([
      ["item", "- one"],
      ["paragraph", "after"],
      ["item", "- two"],
    ]);
  });

  it("keeps indented lines with their item, also after a blank line, and nested items apart", () => {
    expect(kinds("- one\n  more\n\n  still\n  - nested\n- two")).toEqual([
      ["item", "- one\n  more\n\n  still"],
      ["item", "  - nested"],
      ["item", "- two"],
    ]);
  });

  it("splits a preamble into sentences, not paragraphs below a heading", () => {
    expect(kinds("Write a tweet. Be brief.\n\n# Tone\n\nBe dry. Be kind.")).toEqual([
      ["sentence", "Write a tweet."],
      ["sentence", "Be brief."],
      ["heading", "# Tone"],
      ["paragraph", "Be dry. Be kind."],
    ]);
  });

  it("takes a fence whole, also one that is never closed", () => {
    expect(kinds("```js\n# not a heading\n\n- no item\n```\nx")).toEqual([
      ["fence", "```js\n# not a heading\n\n- no item\n```"],
      ["paragraph", "x"],
    ]);
    expect(kinds("```\nopen\n\n")).toEqual([["fence", "```\nopen"]]);
  });

  it("knows what stands under what, and what is locked", () => {
    const text = "# Safety\n\n- never lie\n\n## Sub\n\nwords\n\n# Style\n\n- be brief";
    const { blocks } = identifyNew(text, "seed", 1);
    const views = viewBlocks(text, blocks, ["safety"]);
    expect(views.map((view) => view.locked)).toEqual([true, true, true, true, false, false]);
    expect(views[3]?.under).toEqual(["b1", "b3"]);
  });

  it("splits 140 kB in linear time", () => {
    const text = "A paragraph with {words}.\n\n- an item\n  more\n\n".repeat(3200);
    const begun = performance.now();
    expect(splitIntoSpans(text).length).toBe(6400);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
