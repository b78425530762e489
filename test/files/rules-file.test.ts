/** Rules files of coding agents as a seed: what stands in front matter goes, but where the rules hold stays. */
import { describe, expect, it } from "vitest";
import { seedOf } from "../../src/integrations/files/rules-file.js";

const one = (text: string, path = "AGENTS.md") => seedOf([{ path, text }]);

describe("a rules file", () => {
  it.each([
    ["plain text, to the byte", "# Rules\r\n\r\n- One.", "# Rules\r\n\r\n- One."],
    ["a rule between two parts", "---\nAbove.\n---\nBelow.\n", "---\nAbove.\n---\nBelow.\n"],
    [
      "patterns",
      "---\ndescription: Types: yes\nglobs: *.ts, src/{a,b}/**\nalwaysApply: false\n---\n\n- One.\n",
      "This holds for files that match `*.ts`, `src/{a,b}/**`.\n\n- One.\n",
    ],
    ["a rule for all", "---\ndescription: x\nglobs:\nalwaysApply: true\n---\n- One.\n", "- One.\n"],
    [
      "one that is asked for",
      "---\ndescription: tests\nalwaysApply: false\n---\n- One.\n",
      "This holds for: tests\n\n- One.\n",
    ],
    ["Copilot's", '---\napplyTo: "**"\n---\n- One.\n', "- One.\n"],
    [
      "a list",
      "---\npaths:\n  - 'a/*'\n  - b\n---\n- One.\n",
      "This holds for files that match `a/*`, `b`.\n\n- One.\n",
    ],
    ["a skill", "---\nname: x\ndescription: y\nmetadata:\n  a: b\n---\n\n- One.\n", "- One.\n"],
    [
      "blocks of Knowhow's",
      "# Mine\n<!-- knowhow:begin a v1 sha256:00 -->\nx\n<!-- knowhow:end -->\nMore.\n",
      "# Mine\nMore.\n",
    ],
  ])("%s", (_what, text, seed) => {
    expect(one(text)).toBe(seed);
  });

  it("that says nothing is refused by name", () => {
    for (const text of [
      "",
      " \n",
      "---\nglobs: a\n---\n",
      "<!-- knowhow:begin a v1 sha256:0 -->\nx\n<!-- knowhow:end -->\n",
    ])
      expect(() => one(text, "x.mdc")).toThrow(
        expect.objectContaining({ code: "invalid_usage", message: expect.stringContaining("x.mdc") as unknown }),
      );
  });

  it("whose front matter is broken is refused with the line", () => {
    expect(() => one("---\nglobs: a\nx: 'y\n---\nText.\n", "x.mdc")).toThrow(/x\.mdc is no YAML, line \d/);
  });

  it("is one part of several, each with a heading", () => {
    expect(
      seedOf([
        { path: "AGENTS.md", text: "# Project\n\nBe kind.\n" },
        { path: ".cursor/rules/style.mdc", text: "---\nglobs: '*.ts'\n---\nNo `any`.\n" },
        { path: ".github/instructions/tests.instructions.md", text: "Write tests." },
      ]),
    ).toBe(
      "# Project\n\nBe kind.\n\n## style\n\nThis holds for files that match `*.ts`.\n\nNo `any`.\n\n## tests\n\nWrite tests.\n",
    );
  });
});
