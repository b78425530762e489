import { describe, expect, it } from "vitest";
import { HONEST } from "./sample-rules.fixture.js";
import { applyEdits, type Blocks } from "../core/apply.js";
import type { Edit } from "../core/edit.js";
import { identifyNew, viewBlocks } from "../core/identify.js";
import type { Screen, ScreenInput } from "../core/ports/screen.js";
import { conflictScreen } from "./conflict.js";
import { duplicateScreen } from "./duplicate.js";

const show = ({ text, blocks }: Blocks) => ({ text, blocks: viewBlocks(text, blocks) });
const add = (text: string, section = "Learned rules"): Edit => ({
  kind: "add",
  place: { section },
  text,
  evidence: [],
});

function check(screen: Screen, text: string, edits: readonly Edit[], hand: ScreenInput["hand"] = null) {
  const before: Blocks = { text, ...identifyNew(text, "seed", 1) };
  return screen.check({
    before: show(before),
    after: show(applyEdits(before, edits, { origin: "rule", since: 2 })),
    edits,
    evidence: [],
    lessons: [],
    templateFormat: "none",
    tokenBudget: null,
    byModel: true,
    hand,
    overlay: false,
  });
}

describe("duplicate", () => {
  it.each([
    ["Do not use hashtags.", "Never use hashtags."],
    ["Do not use hashtags.", "No hashtags, please."],
    ["Keep tweets under 200 characters.", "Keep the tweet at most 200 characters."],
    ["Link the paper.", "Always link the paper"],
  ])("drops a rule that says the same: %j, %j", (old, added) => {
    const [finding] = check(duplicateScreen, `- ${old}\n`, [add(added)]);
    expect(finding).toMatchObject({ screen: "duplicate", verdict: "drop", edit: 0 });
    expect(finding?.message).toContain("says the same as b1");
    expect(check(duplicateScreen, "- Be kind.\n", [add(old), add(added)])).toMatchObject([{ edit: 1 }]);
  });

  it.each([
    ["Use hashtags.", "Do not use hashtags."],
    ["Keep tweets under 200 characters.", "Keep tweets under 280 characters."],
    ["Put the title before the summary.", "Put the summary before the title."],
    ["Link the paper.", "Link the paper at the end."],
    ["Use hashtags in threads.", "Use hashtags."],
  ])("keeps what says something else: %j, %j", (old, added) => {
    expect(check(duplicateScreen, `- ${old}\n`, [add(added)])).toEqual([]);
  });

  it("keeps the same words under another heading, drops them below a wider one", () => {
    const text = "- Link the paper.\n\n# Mails\n\n- Be brief.\n";
    expect(check(duplicateScreen, text, [add("Be brief.")])).toEqual([]);
    expect(check(duplicateScreen, text, [add("Link the paper.", "Mails")])).toHaveLength(1);
  });

  it("leaves merges alone, and asks about a rewording into what is there", () => {
    const text = "- Use no hashtags.\n- Use hashtags.\n";
    const replace: Edit = { kind: "replace", block: "b2", text: "Never use hashtags.", evidence: [] };
    expect(check(duplicateScreen, text, [replace])).toMatchObject([{ verdict: "hold" }]);
    expect(check(duplicateScreen, text, [replace, { kind: "remove", block: "b1", evidence: [] }])).toEqual([]);
    expect(check(duplicateScreen, text, [add("No hashtags.")], { id: "ana", role: "reviewer" })).toEqual([]);
  });
});

describe("conflict", () => {
  it.each([
    ["Use hashtags.", "Do not use hashtags."],
    ["Never include a link.", "Include a link."],
    ["Keep tweets under 200 characters.", "Keep tweets under 280 characters."],
    ["Put the link at the end.", "Put the link at the start."],
    ["Be kind. Use emoji.", "Avoid emoji."],
  ])("holds a contradiction of a block that stays: %j, %j", (old, added) => {
    const [finding] = check(conflictScreen, `- ${old}\n`, [add(added)]);
    expect(finding).toMatchObject({ screen: "conflict", verdict: "hold", edit: 0 });
    expect(finding?.message).toMatch(/Edit 1 .* contradicts b\d/);
    expect(check(conflictScreen, "- Be fair.\n", [add(old), add(added)])[0]?.message).toContain("contradicts edit 1");
  });

  it.each([
    ["Use hashtags in threads.", "Do not use hashtags."],
    ["Write 3 sentences.", "Name 2 authors."],
    ["Keep titles under 60 characters.", "Keep tweets under 280 characters."],
    ["Keep tweets under 280 characters.", "Keep tweets under 40 words."],
    ["Use tables.", "Do not use lists."],
    ["Be kind.", "Be brief."],
  ])("has nothing against %j beside %j", (old, added) => {
    expect(check(conflictScreen, `- ${old}\n`, [add(added)])).toEqual([]);
  });

  it("has nothing against an edit of what it contradicts, or another heading", () => {
    const replace: Edit = { kind: "replace", block: "b1", text: "Do not use hashtags.", evidence: [] };
    expect(check(conflictScreen, "- Use hashtags.\n", [replace])).toEqual([]);
    const text = "# Mails\n\n- Use emoji.\n\n# Tweets\n\n- Be brief.\n";
    expect(check(conflictScreen, text, [add("No emoji.", "Tweets")])).toEqual([]);
  });

  it("finds neither among rules that honest people ask for", () => {
    const [first = "", ...others] = HONEST;
    const edits = others.map((text) => add(text));
    expect(check(conflictScreen, `- ${first}\n`, edits)).toEqual([]);
    expect(check(duplicateScreen, `- ${first}\n`, edits)).toEqual([]);
  });

  it("reads 1 MB in time", () => {
    const started = performance.now();
    const edits = [add("use no hashtags. ".repeat(60_000)), add("a".repeat(1_000_000)), add("-'".repeat(500_000))];
    for (const screen of [duplicateScreen, conflictScreen]) {
      screen.check({
        before: { text: "", blocks: [] },
        after: { text: "", blocks: [] },
        edits,
        evidence: [],
        lessons: [],
        templateFormat: "none",
        tokenBudget: null,
        byModel: true,
        hand: null,
        overlay: false,
      });
    }
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
