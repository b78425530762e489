import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeText, render, type TemplateFormat, variablesOf } from "../../core/template.js";
import { lostVariables, templateText } from "./template-text.js";

describe("templateText", () => {
  it("shows literal braces plainly and escapes them again, keeping the variables", () => {
    const source = 'Write about {paper} as {{"tweet": "…"}} please.';
    const template = templateText(source, "fstring");
    expect(template.show(source)).toBe('Write about {paper} as {"tweet": "…"} please.');
    expect(template.note).toContain("{paper}");
    expect(template.read('Write of {paper}, as {"tweet": 1}, not {title}.', ["paper"])).toBe(
      'Write of {paper}, as {{"tweet": 1}}, not {{title}}.',
    );
  });

  it("does the same for mustache", () => {
    const source = `Hello {{name}}. ${escapeText("Literal {{name}} here.", "mustache")}`;
    const plain = templateText("Hello {{name}}, {{#vip}}dear{{/vip}}.", "mustache");
    expect(plain.read("Hi {{name}}, {{#vip}}dear{{/vip}} {{other}}.", ["name", "vip"])).toBe(
      `Hi {{name}}, {{#vip}}dear{{/vip}} ${escapeText("{{other}}", "mustache")}.`,
    );
    // A literal that looks like a variable of the text would be ambiguous, so its source is shown.
    expect(templateText(source, "mustache").show(source)).toBe(source);
  });

  it("shows and asks for the source where plain braces would be ambiguous", () => {
    const source = "Fill {name}; write {{name}} for the variable.";
    const template = templateText(source, "fstring");
    expect(template.show(source)).toBe(source);
    expect(template.note).toContain("twice");
    expect(template.read("Fill {name}, write {{name}}.", ["name"])).toBe("Fill {name}, write {{name}}.");
    for (const written of ["Fill {name", "Fill {other}"]) {
      expect(() => template.read(written, ["name"])).toThrow(expect.objectContaining({ code: "invalid_template" }));
    }
  });

  it("leaves text without a format alone", () => {
    const template = templateText("{not} a {{template}}", "none");
    expect([template.note, template.show("{{x}}"), template.read("{{x}} {y", [])]).toEqual(["", "{{x}}", "{{x}} {y"]);
  });

  const words = fc.constantFrom("a ", "{paper}", "{{", "}}", '{{"k": 1}}', "{title}", "{{paper}}", "\n", "é ");
  it("gives back every text that it shows, byte for byte", () => {
    fc.assert(
      fc.property(fc.array(words), (pieces) => {
        const source = pieces.join("");
        const template = templateText(source, "fstring");
        expect(template.read(template.show(source), variablesOf(source, "fstring"))).toBe(source);
      }),
    );
  });

  it.each(["fstring", "mustache"] as const)(
    "never invents a variable in %s, whatever is written",
    (format: TemplateFormat) => {
      fc.assert(
        fc.property(fc.string({ unit: fc.constantFrom("{", "}", "a", "b", " ", "#", "/") }), (written) => {
          const source = templateText("Hello.", format).read(written, []);
          expect(variablesOf(source, format)).toEqual([]);
          expect(render(source, {}, format)).toBe(written);
        }),
      );
    },
  );
});

describe("lostVariables", () => {
  it("names what is gone, and all if the text does not parse", () => {
    expect(lostVariables("{a} {b}", "{b} {a}", "fstring")).toEqual([]);
    expect(lostVariables("{a} {b}", "{b}", "fstring")).toEqual(["a"]);
    expect(lostVariables("{a} {b}", "{b} {", "fstring")).toEqual(["a", "b"]);
  });
});
