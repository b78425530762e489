import { describe, expect, it, test } from "vitest";
import { checkDefinition } from "./definition.js";

describe("definitions of checks", () => {
  test.each<[string, unknown]>([
    ["no object", "hashtags"],
    ["an unknown kind", { kind: "vibes" }],
    ["an unknown field", { kind: "contains", text: "a", words: true }],
    ["an empty text", { kind: "contains", text: "" }],
    ["no bound", { kind: "length", unit: "words" }],
    ["bounds that cross", { kind: "count", of: "links", min: 3, max: 2 }],
    ["half a hashtag", { kind: "count", of: "hashtags", max: 0.5 }],
    ["an unknown unit", { kind: "length", unit: "bytes", max: 3 }],
    ["a pattern that does not parse", { kind: "regex", pattern: "(" }],
    ["look-behind", { kind: "count", of: { pattern: "(?<=a)b" }, max: 0 }],
    ["an unknown flag", { kind: "regex", pattern: "a", flags: "g" }],
    ["a schema with a pattern", { kind: "jsonSchema", schema: { properties: { a: { pattern: "(a+)+$" } } } }],
    ["a schema with a dangling reference", { kind: "jsonSchema", schema: { $ref: "#/$defs/nothing" } }],
    ["nothing to check", { kind: "all", checks: [] }],
    ["a fault deep inside", { kind: "all", checks: [{ kind: "all", checks: [{ kind: "regex", pattern: "[" }] }] }],
  ])("refuses %s", (_what, value) => {
    expect(() => checkDefinition(value)).toThrow(expect.objectContaining({ code: "invalid_check" }));
  });

  it("gives a good one back as plain JSON", () => {
    const check = { kind: "count", of: { pattern: "—" }, max: 0 };
    expect(checkDefinition({ ...check, min: undefined })).toEqual(check);
    const schema = { type: "object", properties: { pattern: { enum: [{ pattern: "x" }] } } };
    expect(checkDefinition({ kind: "jsonSchema", schema })).toEqual({ kind: "jsonSchema", schema });
  });
});
