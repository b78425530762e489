import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Check, CheckResult, Counted, LengthUnit } from "../../core/case.js";
import { countIn } from "./count.js";
import { describeCheck } from "./describe.js";
import { lengthOf } from "./length.js";
import { runCheck } from "./run-check.js";

const outcome = (check: Check, output: string): CheckResult["outcome"] => runCheck(check, output).outcome;

describe("lengths", () => {
  test.each<[LengthUnit, string, number]>([
    ["graphemes", "  abc\n", 3],
    ["graphemes", "👩‍👩‍👧 e\u0301 🇩🇪", 5],
    ["graphemes", "", 0],
    ["words", "State-of-the-art results, again: 94% (up 3).", 6],
    ["words", "One — two … three", 3],
    ["words", "我喜欢猫", 3],
    ["sentences", "Dr. Ng tried 3.5 times. It works! Does it?", 3],
    ["sentences", "One line\nand another.\n\n#AI #ML\nhttps://example.com", 2],
    ["sentences", "Costs fell, e.g. by 3 %. J. Doe agrees.", 2],
    ["x-weighted", "hello", 5],
    ["x-weighted", "日本", 4],
    ["x-weighted", "👩‍👩‍👧🏽", 2],
    ["x-weighted", "See https://example.com/a/very/long/path/that/goes/on/and/on?x=1#y.", 4 + 23 + 1],
    ["x-weighted", "e\u0301…—’", 5],
  ])("%s of %j is %i", (unit, text, expected) => {
    expect(lengthOf(text, unit)).toBe(expected);
  });
});

describe("counts", () => {
  test.each<[Counted, string, number]>([
    ["hashtags", "#AI is #1, a#b, &#x; #日本 https://x.org/#top", 2],
    ["mentions", "@ana and b@c.de, .@bo", 2],
    ["links", "See https://a.org/x, www.b.org and c.org.", 2],
    ["emoji", "© 1 ™ ▶ 😀 👍🏽 ❤️ 🇩🇪 1️⃣ →", 5],
    ["bullets", "- a\n  * b\n• c\n-d\n1. e\n— f", 4],
    ["headings", "# A\n#b\n### C", 2],
    ["lines", "a\n\n---\nb\r\nc", 3],
    ["paragraphs", "a\nb\n\n---\n\nc", 2],
    ["questions", "Why? https://x.org/?q=1 (Really?)", 2],
    ["exclamations", "Wow!! No！", 3],
  ])("%s in %j are %i", (of, text, expected) => {
    expect(countIn(text, of)).toBe(expected);
  });

  it("counts matches of a pattern", () => {
    expect(countIn("a—b—c", { pattern: "—" })).toBe(2);
    expect(countIn("TODO todo", { pattern: "todo", flags: "i" })).toBe(2);
  });
});

describe("checks", () => {
  test.each<[Check, string, string]>([
    [{ kind: "contains", text: "café" }, "A CAFE\u0301!", "pass"],
    [{ kind: "contains", text: "CR-7", caseSensitive: true }, "cr-7", "fail"],
    [{ kind: "notContains", text: "users" }, "Superusers", "fail"],
    [{ kind: "notContains", text: "users", wholeWords: true }, "Superusers, re-users", "fail"],
    [{ kind: "notContains", text: "users", wholeWords: true }, "Superusers usersäs", "pass"],
    [{ kind: "notContains", text: "don't" }, "We don’t.", "fail"],
    [{ kind: "notContains", text: "!" }, "Wow!", "fail"],
    [{ kind: "regex", pattern: "\\?$" }, "Why?", "pass"],
    [{ kind: "regex", pattern: "^b", flags: "m" }, "a\nb", "pass"],
    [{ kind: "regex", pattern: "(?<=a)b" }, "ab", "inconclusive"],
    [{ kind: "length", unit: "words", max: 2 }, "one two three", "fail"],
    [{ kind: "length", unit: "words", min: 3, max: 3 }, "one two three", "pass"],
    [{ kind: "count", of: "hashtags", max: 0 }, "#AI", "fail"],
    [{ kind: "jsonSchema", schema: true }, '```json\n{"a": 1}\n```', "pass"],
    [{ kind: "jsonSchema", schema: true }, 'Here: {"a": 1}', "fail"],
    [{ kind: "jsonSchema", schema: { type: "object", required: ["a"] } }, '{"b": 1}', "fail"],
    [{ kind: "judge", rubric: "Is it kind?" }, "You fool.", "inconclusive"],
    [
      {
        kind: "all",
        checks: [
          { kind: "contains", text: "a" },
          { kind: "contains", text: "z" },
        ],
      },
      "a",
      "fail",
    ],
    [
      {
        kind: "all",
        checks: [
          { kind: "contains", text: "a" },
          { kind: "judge", rubric: "?" },
        ],
      },
      "a",
      "inconclusive",
    ],
  ])("%j of %j: %s", (check, output, expected) => {
    expect(runCheck(check, output)).toEqual({ outcome: expected, reason: expect.stringMatching(/\S/) });
    expect(describeCheck(check)).toMatch(/\S/);
  });

  it("says what was found and what is allowed", () => {
    expect(runCheck({ kind: "count", of: "hashtags", max: 0 }, "#AI #ML").reason).toBe(
      "It has 2 hashtags; none is allowed.",
    );
    expect(runCheck({ kind: "length", unit: "graphemes", min: 5, max: 9 }, "abc").reason).toBe(
      "It has 3 characters; at least 5 are asked for, and at most 9.",
    );
  });

  it("takes no longer for a pattern that stalls a backtracking engine", () => {
    const started = performance.now();
    expect(outcome({ kind: "regex", pattern: "^(a+)+$" }, `${"a".repeat(50_000)}!`)).toBe("fail");
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(outcome({ kind: "regex", pattern: "a" }, "a".repeat(200_001))).toBe("inconclusive");
  });

  it("never throws, says the same every time, and turns around with its opposite", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme", minLength: 1 }), (output, text) => {
        const has = runCheck({ kind: "contains", text }, output);
        expect(runCheck({ kind: "contains", text }, output)).toEqual(has);
        expect(outcome({ kind: "notContains", text }, output)).toBe(has.outcome === "pass" ? "fail" : "pass");
        expect(outcome({ kind: "contains", text }, `${output} ${text} ${output}`)).toBe("pass");
        for (const unit of ["graphemes", "words", "sentences", "x-weighted"] as const) {
          const length = lengthOf(output, unit);
          expect(outcome({ kind: "length", unit, min: length, max: length }, output)).toBe("pass");
          expect(outcome({ kind: "length", unit, min: length + 1 }, output)).toBe("fail");
        }
      }),
      { numRuns: 500 },
    );
  });
});
