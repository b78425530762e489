import { describe, expect, it } from "vitest";
import { applyEdits, type Blocks } from "../core/apply.js";
import type { Edit } from "../core/edit.js";
import { identifyNew, viewBlocks } from "../core/identify.js";
import type { ScreenInput } from "../core/ports/screen.js";
import type { Principal } from "../core/principal.js";
import type { TemplateFormat } from "../core/template.js";
import { variablesScreen } from "./variables.js";

const show = ({ text, blocks }: Blocks) => ({ text, blocks: viewBlocks(text, blocks) });

function check(text: string, edit: Edit, format: TemplateFormat, hand: Principal | null = null) {
  const edits = [edit];
  const before: Blocks = { text, ...identifyNew(text, "seed", 1) };
  const input: ScreenInput = {
    before: show(before),
    after: show(applyEdits(before, edits, { origin: "rule", since: 2 })),
    edits,
    evidence: [],
    lessons: [],
    templateFormat: format,
    tokenBudget: null,
    byModel: true,
    hand,
    overlay: false,
  };
  return variablesScreen.check(input);
}

const add = (text: string): Edit => ({ kind: "add", place: { section: "Rules" }, text, evidence: [] });
const replace = (text: string): Edit => ({ kind: "replace", block: "b2", text, evidence: [] });
const remove: Edit = { kind: "remove", block: "b2", evidence: [] };

const operator: Principal = { id: "olga", role: "operator" };

describe("variables", () => {
  it.each<[TemplateFormat, string, string, string]>([
    ["fstring", "Be kind.\n\n- Write about {paper}.", "Write about the paper.", "{paper}"],
    ["mustache", "Be kind.\n\n- Write about {{paper}}.", "Write about the paper.", "{{paper}}"],
  ])("in %s refuse a change that loses one, and name it and the edit", (format, text, words, name) => {
    const [finding, ...others] = check(text, replace(words), format);
    expect(finding).toMatchObject({ screen: "variables", verdict: "refuse", edit: 0 });
    expect(finding?.message).toContain(`loses the variable ${name}`);
    expect(finding?.message).toContain(words);
    expect(others).toEqual([]);
    expect(check(text, remove, format)[0]?.message).toContain(name);
  });

  it.each<[TemplateFormat, string, string]>([
    ["fstring", "Name the {author} and the {year}.", "variables {author}, {year}"],
    ["mustache", "Name the {{author}}.", "variable {{author}}"],
    ["mustache", "{{#authors}}Name them.{{/authors}}", "variable {{authors}}"],
  ])("in %s refuse a change that invents one: %s", (format, text, names) => {
    const [finding] = check("Be kind.", add(text), format);
    expect(finding).toMatchObject({ verdict: "refuse", edit: 0 });
    expect(finding?.message).toContain(names);
  });

  it.each<[TemplateFormat, string]>([
    ["fstring", "Use {curly braces."],
    ["fstring", 'Answer as {"a": 1}.'],
    ["mustache", "Name the {{author."],
    ["mustache", "{{#authors}}Name them."],
  ])("in %s refuse a text that does not parse: %s", (format, text) => {
    const [finding] = check("Be kind.", add(text), format, operator);
    expect(finding).toMatchObject({ verdict: "refuse", edit: 0 });
    expect(finding?.message).toContain("does not parse");
  });

  it("pass what keeps them, also in other places and other numbers", () => {
    expect(check("Be kind.\n\n- Write about {paper}.", replace("Mind {paper}; read {paper}."), "fstring")).toEqual([]);
    expect(check("Write about {paper}.", add("Use {{braces}}."), "fstring")).toEqual([]);
    expect(check("Write about {{paper}}.", add("Use {braces}."), "mustache")).toEqual([]);
  });

  it("are none in a text without a format", () => {
    expect(check("Be kind.\n\n- Write {paper}.", replace("Use {curly braces."), "none")).toEqual([]);
  });

  it("may be changed by an operator's hand, not by a reviewer's", () => {
    expect(check("Be kind.", add("Name the {author}."), "fstring", operator)).toMatchObject([{ verdict: "hold" }]);
    expect(check("Be kind.", add("Name the {author}."), "fstring", { id: "ana", role: "reviewer" })).toHaveLength(1);
  });
});
