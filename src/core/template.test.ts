import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeText, render, TEMPLATE_FORMATS, variablesOf } from "./template.js";

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom("{", "}", "{{", "}}", "{{{", "{name}", "{{name}}", "{{#a}}", " ", "\n"),
      fc.string({ maxLength: 5 }),
    ),
  )
  .map((parts) => parts.join(""));

describe("variables", () => {
  it.each(TEMPLATE_FORMATS)("renders escaped text as it was, without a variable (%s)", (format) => {
    fc.assert(
      fc.property(text, (plain) => {
        const escaped = escapeText(plain, format);
        expect(variablesOf(escaped, format)).toEqual([]);
        expect(render(escaped, {}, format)).toBe(plain);
      }),
    );
  });

  it.each(TEMPLATE_FORMATS)("keeps escaped text apart from the variables around it (%s)", (format) => {
    const before = format === "fstring" ? "Hi {name}: " : "Hi {{name}}: ";
    fc.assert(
      fc.property(text, (plain) => {
        const whole = before + escapeText(plain, format);
        expect(variablesOf(whole, format)).toEqual(format === "none" ? [] : ["name"]);
        if (format !== "none") expect(render(whole, { name: "{{x}} {y}" }, format)).toBe(`Hi {{x}} {y}: ${plain}`);
      }),
    );
  });

  it("reads f-strings as Python does", () => {
    expect(variablesOf("{b} {{c}} {a} {a}", "fstring")).toEqual(["a", "b"]);
    expect(render("{{{x}}}", { x: 1 }, "fstring")).toBe("{1}");
  });

  it.each(["{", "}", "{a", "{ }", "{}", '{"json": 1}', "a } b", "{a b}"])(
    "refuses %j as an f-string, naming the line",
    (broken) => {
      expect(() => variablesOf(`fine\n${broken}`, "fstring")).toThrow(
        expect.objectContaining({ code: "invalid_template", message: expect.stringContaining("line 2") }),
      );
      expect(variablesOf(broken, "none")).toEqual([]);
    },
  );

  it("finds mustache names, also in sections, and refuses open ones", () => {
    expect(variablesOf("{{a}} {{{b}}} {{#c}}{{d}}{{/c}} {{^e}}x{{/e}} {{! no }}", "mustache")).toEqual([
      "a",
      "b",
      "c",
      "d",
      "e",
    ]);
    expect(() => variablesOf("{{#a}}", "mustache")).toThrow(expect.objectContaining({ code: "invalid_template" }));
    expect(render("{{a}}", { a: "<b> & {{a}}" }, "mustache")).toBe("<b> & {{a}}");
  });

  it("names what is missing", () => {
    expect(() => render("{a} {b}", { a: 1 }, "fstring")).toThrow(
      expect.objectContaining({ code: "missing_variable", message: expect.stringContaining("b") }),
    );
    expect(() => render("{toString}", {}, "fstring")).toThrow(expect.objectContaining({ code: "missing_variable" }));
  });
});
