import { describe, expect, it } from "vitest";
import { applyEdits, type Blocks } from "../core/apply.js";
import { alignBlocks } from "../core/diff.js";
import type { Edit } from "../core/edit.js";
import { identifyNew, viewBlocks } from "../core/identify.js";
import type { ScreenInput } from "../core/ports/screen.js";
import type { Principal } from "../core/principal.js";
import { lockedScreen } from "./locked.js";

// b1 heading, b2 item, b3 locked heading, b4 and b5 locked items, b6 heading, b7 item
const text = "# Style\n\n- Be kind.\n\n# Safety\n\n- Never lie.\n- Quote the rule.\n\n# Form\n\n- Be brief.\n";
const before: Blocks = { text, ...identifyNew(text, "seed", 1) };
const show = ({ text: words, blocks }: Blocks) => ({ text: words, blocks: viewBlocks(words, blocks, ["safety"]) });

function check(after: Blocks, edits: readonly Edit[], hand: Principal | null = null) {
  const input: ScreenInput = {
    before: show(before),
    after: show(after),
    edits,
    evidence: [],
    lessons: [],
    templateFormat: "none",
    tokenBudget: null,
    byModel: true,
    hand,
    overlay: false,
  };
  return lockedScreen.check(input);
}

const apply = (edits: readonly Edit[], hand: Principal | null = null) =>
  check(applyEdits(before, edits, { origin: "rule", since: 2 }), edits, hand);
const write = (words: string) =>
  check({ text: words, ...alignBlocks(before, words, { origin: "hand", since: 2 }) }, []);

const harmless: Edit = { kind: "replace", block: "b2", text: "Be kinder.", evidence: [] };

describe("locked", () => {
  it.each<[string, Edit]>([
    ["reword a locked block", { kind: "replace", block: "b4", text: "Lie.", evidence: [] }],
    ["remove one", { kind: "remove", block: "b5", evidence: [] }],
    ["reword the heading", { kind: "replace", block: "b3", text: "Fun", evidence: [] }],
    ["remove the heading", { kind: "remove", block: "b3", evidence: [] }],
    ["add to the section", { kind: "add", place: { section: "Safety" }, text: "Lie.", evidence: [] }],
    ["add behind a locked block", { kind: "add", place: { after: "b4" }, text: "Lie.", evidence: [] }],
    ["add behind the heading", { kind: "add", place: { after: "b3" }, text: "Lie.", evidence: [] }],
    [
      "end the section early by a heading",
      { kind: "add", place: { after: "b4" }, as: "heading", level: 1, text: "Fun", evidence: [] },
    ],
  ])("refuses to %s, and names the edit", (_what, edit) => {
    const alone = apply([edit]);
    expect(alone).toHaveLength(1);
    expect(alone[0]).toMatchObject({ screen: "locked", verdict: "refuse", edit: 0 });
    expect(alone[0]?.message).toContain("only an operator");
    expect(apply([harmless, edit])[0]?.verdict).toBe("refuse");
  });

  it("names the second of two edits", () => {
    expect(apply([harmless, { kind: "remove", block: "b5", evidence: [] }])[0]).toMatchObject({ edit: 1 });
    const add: Edit = { kind: "add", place: { section: "Safety" }, text: "Lie.", evidence: [] };
    expect(apply([harmless, add])[0]).toMatchObject({ edit: 1 });
  });

  it("refuses a new section with a locked heading", () => {
    const words = "Be kind.";
    const base: Blocks = { text: words, ...identifyNew(words, "seed", 1) };
    const edit: Edit = { kind: "add", place: { section: "Safety" }, text: "Lie.", evidence: [] };
    const after = applyEdits(base, [edit], { origin: "rule", since: 2 });
    const input = { before: show(base), after: show(after), edits: [edit], lessons: [], evidence: [], byModel: true };
    expect(
      lockedScreen.check({ ...input, templateFormat: "none", tokenBudget: null, hand: null, overlay: false }),
    ).toHaveLength(1);
  });

  it("refuses a whole text that changes or reorders locked words", () => {
    expect(write(text.replace("Never lie", "Always lie"))).toHaveLength(1);
    expect(write(text.replace("- Never lie.\n- Quote the rule.", "- Quote the rule.\n- Never lie."))).toHaveLength(1);
    expect(write(text.replace("# Safety\n\n", ""))).toHaveLength(1);
    expect(write(text.replace("kind", "kinder").replace("brief", "short"))).toEqual([]);
  });

  it("passes edits elsewhere, also right behind the section", () => {
    expect(apply([harmless, { kind: "remove", block: "b7", evidence: [] }])).toEqual([]);
    expect(apply([{ kind: "add", place: { section: "Form" }, text: "Be quick.", evidence: [] }])).toEqual([]);
    expect(apply([{ kind: "add", place: { section: "Learned rules" }, text: "Be quick.", evidence: [] }])).toEqual([]);
    const heading: Edit = { kind: "add", place: { after: "b5" }, as: "heading", level: 1, text: "Tone", evidence: [] };
    expect(apply([heading])).toEqual([]);
  });

  it("passes everything by an operator's hand, nothing more by a reviewer's", () => {
    const edit: Edit = { kind: "replace", block: "b4", text: "Never ever lie.", evidence: [] };
    expect(apply([edit], { id: "olga", role: "operator" })).toEqual([]);
    expect(apply([edit], { id: "ana", role: "reviewer" })).toHaveLength(1);
  });
});
