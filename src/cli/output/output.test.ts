// How texts, tables, times, ids and diffs are put on a terminal.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shortener } from "./ids.js";
import { makePaint, wantsColour } from "./paint.js";
import { patchLines } from "./patch.js";
import { excerpt, printable, widthOf } from "./printable.js";
import { table } from "./table.js";
import { ago, localTime } from "./when.js";
import { shellWord } from "./words.js";

const plain = makePaint(false);
const anyText = fc.string({ unit: "binary", maxLength: 200 });

describe("texts", () => {
  test("nothing that a terminal obeys gets through", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printable(text).replace(/[\n\t]/g, "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }),
    );
  });

  test("ordinary text stays as it is", () => {
    const text = "Größe: 5\u202F%\n\t– 🐝👩‍👩‍👧 “ja”";
    expect(printable(text)).toBe(text);
    expect(printable("a\r\nb")).toBe("a\nb");
  });

  test("an excerpt is one line and no wider than asked", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, columns) => {
        const short = excerpt(text, columns);
        expect(short).not.toMatch(/\n/);
        expect(widthOf(short)).toBeLessThanOrEqual(columns);
      }),
    );
    expect(excerpt("No  hashtags,\nplease.")).toBe("No hashtags, please.");
    expect(excerpt("No hashtags, please.", 12)).toBe("No hashtags…");
  });
});

describe("tables", () => {
  test("columns are aligned by what is seen, and empty ones left out", () => {
    const rows = [
      ["🐝", "", "first"],
      ["日本語", "", "second"],
    ];
    expect(table(["NAME", "LABELS", "WHY"], rows, { paint: plain, width: null })).toEqual([
      "NAME    WHY",
      "🐝      first",
      "日本語  second",
    ]);
  });

  test("the last column is cut to the terminal", () => {
    const [, row = ""] = table(["N", "WHY"], [["1", "word ".repeat(40)]], { paint: plain, width: 40 });
    expect(widthOf(row)).toBeLessThanOrEqual(40);
    expect(row.endsWith("…")).toBe(true);
  });
});

test("how long ago", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");
  const seen = ["2026-03-01T12:00:00Z", "2026-03-01T11:58:59Z", "2026-02-28T11:00:00Z", "2024-01-01T00:00:00Z"];
  expect(seen.map((time) => ago(time, now))).toEqual(["just now", "1 minute ago", "yesterday", "2 years ago"]);
  expect(ago("2026-03-01T12:00:05Z", now)).toBe("just now");
  expect(localTime("2026-03-01T12:00:00Z")).toMatch(/^2026-03-0\d \d\d:\d\d$/);
});

test("ids are as long as they must be to differ", () => {
  const first = "0193e7a2-1b2c-7000-8000-000000000001";
  const second = "0193e7a2-1b2c-7000-8000-000000000002";
  expect(shortener([first])(first)).toBe("0193e7a2-1b2c");
  expect(shortener([first, first])(first)).toBe("0193e7a2-1b2c");
  expect(shortener([first, second])(second)).toBe(second);
});

test("a diff shows what changed, and a missing line break only when nothing else did", () => {
  expect(patchLines("a\nb", "a\nc\n", plain)).toEqual(["@@ -1,2 +1,2 @@", " a", "-b", "+c"]);
  expect(patchLines("a", "a\n", plain).join("\n")).toContain("No newline at end of file");
  expect(patchLines("", "a", plain)).toEqual(["@@ -0,0 +1,1 @@", "+a"]);
  expect(patchLines("-- x\n", "++ y\n", plain)).toEqual(["@@ -1,1 +1,1 @@", "--- x", "+++ y"]);
});

test("colour", () => {
  const terminal = { isTTY: true };
  expect(wantsColour(terminal, {})).toBe(true);
  expect(wantsColour({}, {})).toBe(false);
  expect(wantsColour(terminal, { TERM: "dumb" })).toBe(false);
  expect(wantsColour(terminal, { NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(false);
  expect(wantsColour({}, { FORCE_COLOR: "1" })).toBe(true);
  expect(wantsColour(terminal, { FORCE_COLOR: "0" })).toBe(false);
});

test("words for a shell", () => {
  expect(shellWord("tweet-writer")).toBe("tweet-writer");
  expect(shellWord("it's 🐝")).toBe("'it'\\''s 🐝'");
});
