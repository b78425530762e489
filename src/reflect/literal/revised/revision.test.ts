import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRevision } from "./revision.js";

const LONG =
  "We are absolutely thrilled to tell you that our researchers have, after years of patient work, found a new kind of moss on a roof in Bergen.";
const changesIn = (original: string, revised: string): string[] =>
  readRevision(original, revised).changes.map(({ name }) => name);

describe("readRevision", () => {
  it.each([
    ["shorter", LONG, "Researchers found a new kind of moss on a roof in Bergen."],
    ["longer", "It rained.", "It rained all week long, and the river rose by two metres in the old town."],
    ["no-hashtags", "Moss grows. #moss #roof", "Moss grows."],
    ["add-hashtags", "Moss grows on roofs.", "Moss grows on roofs. #moss"],
    ["no-emoji", "Moss grows 🌱 on roofs.", "Moss grows on roofs."],
    ["add-emoji", "Moss grows on roofs.", "Moss grows 🌱 on roofs."],
    ["no-link", "Moss grows, see https://example.com/moss for more.", "Moss grows, see our site for more."],
    ["add-link", "Moss grows on roofs.", "Moss grows on roofs: https://example.com"],
    ["no-exclamation", "Moss grows on roofs!", "Moss grows on roofs."],
    ["bullets", "We have moss, ferns and lichen.", "- moss\n- ferns\n- lichen"],
    ["no-bullets", "- moss\n- ferns\n- lichen", "moss, ferns, lichen"],
    ["lead-with-number", "Moss grew on 40 roofs.", "40 roofs had moss on them."],
    ["ends-with-question", "Moss grows on roofs.", "Moss grows on roofs. On yours too?"],
    ["no-question", "Why does moss grow? It likes shade.", "Moss grows in shade. It likes it."],
  ])("%s", (name, original, revised) => {
    expect(changesIn(original, revised)).toEqual([name]);
  });

  it("gives a round limit that the revision keeps and the original does not", () => {
    const revised = "Researchers found a new kind of moss on a roof in Bergen.";
    const rule = readRevision(LONG, revised).changes[0]?.rule ?? "";
    const limit = Number(/under (\d+) characters/.exec(rule)?.[1]);
    expect(limit % 10).toBe(0);
    expect(limit).toBeGreaterThan(revised.length);
    expect(limit).toBeLessThan(LONG.length);
  });

  it("tells nothing from other words, and says when nothing was changed or there is nothing to compare with", () => {
    expect(readRevision("Moss grows in Bergen.", "Moss thrives in Bergen.")).toMatchObject({
      changes: [],
      same: false,
    });
    expect(readRevision("Moss  grows.\n", "Moss grows.")).toMatchObject({ changes: [], same: true });
    expect(readRevision(null, "Moss grows.")).toMatchObject({ changes: [], original: false });
  });

  it("has hunks that stand in the revision and the original", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (original, revised) => {
        for (const { removed, added, rule } of readRevision(original, revised).changes) {
          expect(revised).toContain(added);
          expect(original).toContain(removed);
          expect(rule).toMatch(/\.$/);
        }
      }),
    );
  });
});
