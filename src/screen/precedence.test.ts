import { describe, expect, it } from "vitest";
import { applyEdits, type Blocks } from "../core/apply.js";
import type { Edit } from "../core/edit.js";
import type { EvidenceRecord } from "../core/evidence.js";
import { identifyNew, viewBlocks } from "../core/identify.js";
import type { Principal, Role } from "../core/principal.js";
import { makeEvidence, makeFeedback, makeLesson } from "../testing/builders.js";
import { precedenceScreen } from "./precedence.js";

// b1 heading, b2 and b3 items
const text = "## Learned rules\n\n- Do not use hashtags.\n- Be brief.\n";
const rules: Blocks = { text, ...identifyNew(text, "rule", 2) };
const show = ({ text: words, blocks }: Blocks) => ({ text: words, blocks: viewBlocks(words, blocks) });
const person = (role: Role): Principal => ({ id: `one-${role}`, role });

/** A person wrote block `b2`; what else is kept of it comes behind. */
function authored(role: Role, ...more: readonly EvidenceRecord[]): EvidenceRecord[] {
  const by = { id: `author-${role}`, role };
  const evidence = { kind: "authorship", by, source: role, lessonId: null } as const;
  return [makeEvidence({ blockId: "b2", version: 2, by, evidence }), ...more];
}

interface Given {
  readonly kept: readonly EvidenceRecord[];
  readonly hand?: Principal;
  readonly before?: Blocks;
  /** Who gave the lesson, and whose words it cites; default: the former's own. */
  readonly teacher?: Role;
  readonly cited?: Role;
}

type Change =
  { kind: "add"; text: string } | { kind: "replace"; block: string; text: string } | { kind: "remove"; block: string };

function check(change: Change, { kept, hand, before = rules, teacher = "user", cited = teacher }: Given) {
  const feedback = makeFeedback({ by: person(teacher), comment: "As I say." });
  const lesson = makeLesson(feedback);
  const place = { in: "feedback", feedbackId: feedback.id, field: "comment" } as const;
  const evidence = [
    { kind: "quote", place, start: 0, end: 5, snippet: "As I", source: cited, lessonId: lesson.id },
  ] as const;
  const edit: Edit =
    change.kind === "add" ? { ...change, place: { section: "Learned rules" }, evidence } : { ...change, evidence };
  return precedenceScreen.check({
    before: show(before),
    after: show(applyEdits(before, [edit], { origin: "rule", since: 3 })),
    edits: [edit],
    evidence: kept,
    lessons: [{ lesson, feedback, run: null }],
    templateFormat: "none",
    tokenBudget: null,
    byModel: true,
    hand: hand ?? null,
    overlay: false,
  });
}

const rewording = { kind: "replace", block: "b2", text: "Use two hashtags." } as const;
const removal = { kind: "remove", block: "b2" } as const;
const opposite = { kind: "add", text: "Use hashtags." } as const;

describe("precedence", () => {
  it.each([
    ["rewords", rewording],
    ["removes", removal],
    ["contradicts", opposite],
  ] as const)("holds what %s a rule of higher rank, for somebody of that rank", (verb, change) => {
    const [finding] = check(change, { kept: authored("operator"), teacher: "reviewer" });
    expect(finding).toMatchObject({ screen: "precedence", verdict: "hold", edit: 0, needs: "operator" });
    expect(finding?.message).toContain(`${verb} b2 ("Do not use hashtags."), a rule of the operator author-operator.`);
    expect(finding?.message).toContain("The word of a reviewer does not undo it; an operator must decide.");
  });

  it.each([
    ["reviewer", "reviewer", "among equals the newer word holds"],
    ["reviewer", "operator", "the word of an operator goes before"],
  ] as const)("lets the rule of a %s be undone by a %s, and notes why", (rank, teacher, why) => {
    for (const change of [rewording, removal]) {
      const [finding] = check(change, { kept: authored(rank), teacher });
      expect(finding).toMatchObject({ verdict: "pass", edit: 0 });
      expect(finding?.message).toContain(why);
    }
  });

  it("takes an edit for the least trusted thing it came from", () => {
    expect(check(rewording, { kept: authored("reviewer"), teacher: "operator", cited: "user" })).toMatchObject([
      { verdict: "hold", needs: "reviewer" },
    ]);
    expect(check(rewording, { kept: authored("user"), teacher: "user", cited: "tool" })).toMatchObject([
      { verdict: "hold", needs: "user" },
    ]);
  });

  it("takes a rule for the highest of those behind it, whoever accepted it included", () => {
    const by = person("operator");
    const approval = { kind: "approval", by, source: by.role, lessonId: null } as const;
    const accepted = makeEvidence({ blockId: "b2", version: 2, by, evidence: approval });
    expect(check(rewording, { kept: authored("user", accepted), teacher: "reviewer" })).toMatchObject([
      { verdict: "hold", needs: "operator" },
    ]);
    const earlier = { ...accepted, version: 1 };
    expect(check(rewording, { kept: authored("user", earlier), teacher: "reviewer" })).toMatchObject([
      { verdict: "pass" },
    ]);
  });

  it("makes no remark where people change what they taught themselves", () => {
    const kept = authored("reviewer").map((record) => ({ ...record, by: person("reviewer") }));
    const evidence = { kind: "authorship", by: person("reviewer"), source: "reviewer", lessonId: null } as const;
    const own = kept.map((record) => ({ ...record, evidence }));
    expect(check(rewording, { kept: own, teacher: "reviewer" })).toEqual([]);
    expect(check(rewording, { kept: own, hand: person("reviewer") })).toEqual([]);
  });

  it("looks at the hand that does it", () => {
    const kept = authored("operator");
    expect(check(opposite, { kept, hand: person("reviewer") })).toMatchObject([{ verdict: "hold", needs: "operator" }]);
    expect(check(rewording, { kept, hand: person("operator") })).toMatchObject([{ verdict: "pass" }]);
  });

  it("lets whoever may change the instructions refine the seed, unless a lesson taught the same", () => {
    const seed: Blocks = { text, ...identifyNew(text, "seed", 1) };
    expect(check(rewording, { kept: authored("operator"), before: seed })).toEqual([]);
    const feedback = makeFeedback({ by: person("operator") });
    const quote = {
      kind: "quote",
      place: { in: "feedback", feedbackId: feedback.id, field: "comment" },
      start: 0,
      end: 3,
      snippet: "No hashtags.",
      source: "operator",
      lessonId: "l1",
    } as const;
    const taught = makeEvidence({ blockId: "b2", version: 2, by: feedback.by, evidence: quote });
    expect(check(rewording, { kept: [taught], before: seed })).toMatchObject([{ verdict: "hold", needs: "operator" }]);
  });

  it("says nothing of what leaves higher rules alone", () => {
    expect(check({ kind: "add", text: "Name the authors." }, { kept: authored("operator") })).toEqual([]);
    expect(check({ kind: "replace", block: "b3", text: "Be very brief." }, { kept: authored("operator") })).toEqual([]);
  });
});
