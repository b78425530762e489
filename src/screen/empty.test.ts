import { describe, expect, it } from "vitest";
import { applyEdits, type Blocks } from "../core/apply.js";
import type { BlockOrigin } from "../core/block.js";
import type { Edit } from "../core/edit.js";
import { identifyNew, viewBlocks } from "../core/identify.js";
import type { ScreenInput } from "../core/ports/screen.js";
import { emptyScreen } from "./empty.js";

const blocksOf = (text: string, origin: BlockOrigin = "seed"): Blocks => ({ text, ...identifyNew(text, origin, 1) });
const show = ({ text, blocks }: Blocks) => ({ text, blocks: viewBlocks(text, blocks) });

function check(before: Blocks, after: Blocks, edits: readonly Edit[], over: Partial<ScreenInput> = {}) {
  return emptyScreen.check({
    before: show(before),
    after: show(after),
    edits,
    evidence: [],
    lessons: [],
    templateFormat: "none",
    tokenBudget: null,
    byModel: true,
    hand: null,
    overlay: false,
    ...over,
  });
}

const apply = (before: Blocks, edits: readonly Edit[], over: Partial<ScreenInput> = {}) =>
  check(before, applyEdits(before, edits, { origin: "rule", since: 2 }), edits, over);
const remove = (block: string): Edit => ({ kind: "remove", block, evidence: [] });

const rule = "Answer every letter within two days, and say so in the first line of the answer.";
const list = (items: number): string => Array.from({ length: items }, (_, at) => `- ${at + 1}: ${rule}\n`).join("");
const person = { id: "ana", role: "reviewer" } as const;

describe("empty", () => {
  it.each(["", " \n\t", "\u200B\uFEFF", "---\n\n- \n", "\u3000"])(
    "refuses a result of %j, by whoever's hand",
    (text) => {
      const edits = [remove("b1")];
      const [finding] = check(blocksOf("Be kind."), blocksOf(text), edits);
      expect(finding).toMatchObject({ screen: "empty", verdict: "refuse", edit: null });
      expect(check(blocksOf("Be kind."), blocksOf(text), edits, { hand: person })).toHaveLength(1);
    },
  );

  it("refuses to remove every block", () => {
    expect(apply(blocksOf("Be kind."), [remove("b1")])[0]?.verdict).toBe("refuse");
  });

  it.each(["\u{1F600}", "優しく。", "{x}"])("takes %j for a text", (text) => {
    expect(check(blocksOf("Be"), blocksOf(text), [])).toEqual([]);
  });

  it("refuses a collapse that the edits do not explain", () => {
    const [finding] = check(blocksOf(list(10)), blocksOf(list(2)), [remove("b3")]);
    expect(finding?.verdict).toBe("refuse");
    expect(finding?.message).toMatch(/shrink from \d+ to \d+ characters/);
  });

  it("refuses a rewording that leaves next to nothing of a long block", () => {
    const text = `# Policy\n\n${rule.repeat(10)}\n`;
    expect(apply(blocksOf(text), [{ kind: "replace", block: "b2", text: "Be nice.", evidence: [] }])[0]?.verdict).toBe(
      "refuse",
    );
  });

  it("passes a rewording of a short text, however much shorter", () => {
    const edit: Edit = { kind: "replace", block: "b1", text: "Be brief.", evidence: [] };
    expect(apply(blocksOf("Always be as brief as you possibly can be."), [edit])).toEqual([]);
  });

  it("passes a loss of less than half", () => {
    expect(apply(blocksOf(list(10)), [remove("b1"), remove("b2"), remove("b3")])).toEqual([]);
  });

  it("holds a model's removals of most of the text for a person, and passes them once a person accepts", () => {
    const edits = ["b1", "b2", "b3", "b4", "b5", "b6"].map(remove);
    const [finding] = apply(blocksOf(list(10)), edits);
    expect(finding).toMatchObject({ verdict: "hold" });
    expect(finding?.message).toContain("60 %");
    expect(apply(blocksOf(list(10)), edits, { hand: person })).toEqual([]);
    expect(apply(blocksOf(list(10)), edits, { byModel: false })).toEqual([]);
  });

  it("refuses to lose every learned rule at once, unless by a person's hand", () => {
    const seed = identifyNew("Be kind.\n", "seed", 1);
    const text = `Be kind.\n\n${list(5)}`;
    const all = identifyNew(text, "rule", 1);
    const before: Blocks = { text, ...all, blocks: [...seed.blocks, ...all.blocks.slice(1)] };
    const edits = ["b2", "b3", "b4", "b5", "b6"].map(remove);
    expect(apply(before, edits)[0]?.message).toContain("Every learned rule would be gone");
    expect(apply(before, edits, { hand: person })).toEqual([]);
    expect(apply(before, edits.slice(1), { byModel: false })).toEqual([]);
  });

  it("passes the removal of the only learned rule, with which its heading goes", () => {
    const seed = blocksOf("Answer letters.\n");
    const place = { section: "Learned rules" };
    const add: Edit = { kind: "add", place, as: "item", text: "Sign with your name.", evidence: [] };
    const before = applyEdits(seed, [add], { origin: "rule", since: 2 });
    const [last] = before.blocks.slice(-1);
    expect(before.text).toContain("## Learned rules");
    expect(apply(before, [remove(last?.id ?? "")])).toEqual([]);
  });

  it("lets an overlay become blank with its last rule, not with many at once", () => {
    expect(apply(blocksOf("- Be kind.\n", "rule"), [remove("b1")], { overlay: true })).toEqual([]);
    expect(
      apply(blocksOf(list(5), "rule"), ["b1", "b2", "b3", "b4", "b5"].map(remove), { overlay: true }),
    ).toHaveLength(1);
  });

  it("has nothing against an overlay that is still blank", () => {
    expect(check(blocksOf(""), blocksOf(""), [], { overlay: true })).toEqual([]);
  });
});
