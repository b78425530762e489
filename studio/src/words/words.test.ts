// What the studio says and shows, as far as no browser is needed for it.
import * as fc from "fast-check";
import type { Edit, Proposal } from "knowhow";
import { describe, expect, test } from "vitest";
import { amendText } from "./amend.js";
import { costSentence, editTitle, headline, short } from "./changes.js";
import { count, inboxSentence, list } from "./counts.js";
import { foldRows, rowsOf, wordPieces } from "./difference.js";
import { moved, successor } from "./moves.js";
import { addressOf, keyOf, pathTo } from "./place.js";
import { pressedKey, Sequence } from "./pressed.js";
import { ago } from "./when.js";

describe("sentences", () => {
  test("the inbox in one line", () => {
    expect(inboxSentence({ suggestions: 5, corrections: 6, runs: 22 })).toBe(
      "5 suggestions from 6 corrections in 22 runs",
    );
    expect(inboxSentence({ suggestions: 1, corrections: 1, runs: 1 })).toBe("1 suggestion from 1 correction in 1 run");
    expect(inboxSentence({ suggestions: 2, corrections: 0, runs: 0 })).toBe("2 suggestions");
    expect(inboxSentence({ suggestions: 2, corrections: 3, runs: null })).toBe("2 suggestions from 3 corrections");
  });

  test("counts and lists", () => {
    expect([count(0, "run"), count(1, "run"), count(12_345, "run")]).toEqual(["0 runs", "1 run", "12,345 runs"]);
    expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"])]).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
  });

  test("kinds of edits", () => {
    const add = (place: Extract<Edit, { kind: "add" }>["place"]): Edit => ({
      kind: "add",
      place,
      text: "x",
      evidence: [],
    });
    expect(editTitle(add({ section: "Style" }), null)).toBe("New rule in “Style”");
    expect(editTitle(add({ at: "end" }), null)).toBe("New rule at the end");
    expect(editTitle({ kind: "remove", block: "b1", evidence: [] }, null)).toBe("Rule removed");
    expect(editTitle({ kind: "remove", block: "b1", into: "b2", evidence: [] }, null)).toBe("Rule merged into another");
  });

  test("a proposal in one line, and its cost", () => {
    const proposal = { edits: [], supports: [], rationale: "", seed: null } as unknown as Proposal;
    const removals: readonly Edit[] = ["b1", "b2"].map((block) => ({ kind: "remove", block, evidence: [] }));
    expect(headline({ ...proposal, edits: removals })).toBe("2 rules removed");
    expect(headline({ ...proposal, seed: "You write." })).toBe("The application’s own text has changed");
    expect(costSentence({ calls: 0, inputTokens: 0, outputTokens: 0 })).toBe("No language model was asked.");
    expect(costSentence({ calls: 2, inputTokens: 1200, outputTokens: 1 })).toBe(
      "2 calls of a language model, 1,200 tokens read and 1 token written.",
    );
  });

  test("cut at a word", () => {
    expect(short("one  two\nthree", 40)).toBe("one two three");
    expect(short("one two three four", 11)).toBe("one two…");
    expect(short("a".repeat(9) + "🐝🐝", 10)).toBe(`${"a".repeat(9)}…`);
  });

  test("how long ago", () => {
    const now = Date.parse("2026-03-01T12:00:00Z");
    expect(
      ["2026-03-01T12:00:09Z", "2026-03-01T11:58:59Z", "2026-02-28T11:00:00Z"].map((time) => ago(time, now)),
    ).toEqual(["just now", "1 minute ago", "yesterday"]);
  });
});

describe("differences", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "- c", "", "d e"), { maxLength: 12 })
    .map((lines) => lines.join("\n"));

  test("words woven together give both wordings back", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = wordPieces(before, after);
        fc.pre(pieces !== null);
        const side = (not: string) => pieces?.flatMap(({ kind, text: it }) => (kind === not ? [] : [it])).join("");
        expect([side("added"), side("removed")]).toEqual([before, after]);
      }),
    );
  });

  test("changes beside each other are shown as one", () => {
    expect(wordPieces("At most 280 characters.", "Keep it to at most 200 characters.")).toEqual([
      { kind: "removed", text: "At " },
      { kind: "added", text: "Keep it to at " },
      { kind: "same", text: "most " },
      { kind: "removed", text: "280" },
      { kind: "added", text: "200" },
      { kind: "same", text: " characters." },
    ]);
    expect(wordPieces("Be brief.", "No emoji in any tweet at all")).toBeNull();
  });

  test("each side of the rows is its text", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const rows = rowsOf(before, after);
        const side = (which: "left" | "right") =>
          rows.flatMap((row) => (row[which] ? [row[which].text] : [])).join("\n");
        expect([side("left"), side("right")]).toEqual([before.replace(/\n$/, ""), after.replace(/\n$/, "")]);
        expect(foldRows(rows).flatMap((stretch) => stretch.rows)).toEqual(rows);
      }),
    );
  });

  test("what is equal and far from a change is folded", () => {
    const lines = Array.from({ length: 20 }, (_, at) => `line ${at}`);
    const changed = lines.with(10, "another");
    const stretches = foldRows(rowsOf(lines.join("\n"), changed.join("\n")));
    expect(stretches.map(({ kind, rows }) => [kind, rows.length])).toEqual([
      ["gap", 8],
      ["rows", 5],
      ["gap", 7],
    ]);
    expect(stretches[1]?.rows[2]).toMatchObject({ kind: "changed", left: { number: 11 }, right: { text: "another" } });
  });
});

describe("a rule in other words", () => {
  const edits: readonly Edit[] = [
    { kind: "add", place: { section: "Style" }, text: "No hashtags.", evidence: [] },
    { kind: "remove", block: "b2", evidence: [] },
  ];
  test("goes where the proposed words stand, and keeps a list item whole", () => {
    const proposed = "# Style\n\n- No hashtags.\n- Be kind.\n";
    expect(amendText(proposed, edits, new Map([[0, " No hashtags,\nnever. "]]))).toBe(
      "# Style\n\n- No hashtags,\n  never.\n- Be kind.\n",
    );
    expect(amendText(proposed, edits, new Map())).toBe(proposed);
  });

  test("is refused where it cannot be told which words are meant", () => {
    expect(amendText("No hashtags. No hashtags.", edits, new Map([[0, "x"]]))).toBeNull();
    expect(amendText("Something else.", edits, new Map([[0, "x"]]))).toBeNull();
    expect(amendText("No hashtags.", edits, new Map([[1, "x"]]))).toBeNull();
  });
});

describe("keys and moving", () => {
  test("keys in fields and with Ctrl belong to the browser", () => {
    expect(pressedKey({ key: "A", held: false, field: false })).toBe("a");
    expect(pressedKey({ key: "a", held: true, field: false })).toBeNull();
    expect(pressedKey({ key: "a", held: false, field: true })).toBeNull();
    expect(pressedKey({ key: "Escape", held: false, field: true })).toBe("Escape");
  });

  test("two keys in a row", () => {
    const sequence = new Sequence();
    expect([sequence.next("g", 0), sequence.next("i", 500), sequence.next("i", 600)]).toEqual(["g", "g i", "i"]);
    expect([sequence.next("g", 0), sequence.next("i", 5000)]).toEqual(["g", "i"]);
  });

  test("next, previous, and what follows a decided one", () => {
    const items = ["a", "b", "c"];
    expect([moved(items, "a", 1), moved(items, "c", 1), moved(items, null, 1), moved([], null, 1)]).toEqual([
      "b",
      "c",
      "a",
      null,
    ]);
    expect([successor(items, "a"), successor(items, "c"), successor(["a"], "a")]).toEqual(["b", "b", null]);
  });
});

test("an address comes back from the path it is in", () => {
  const segment = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }).filter((it) => !it.includes("/"));
  fc.assert(
    fc.property(segment, fc.array(segment, { maxLength: 3 }), (name, namespace) => {
      const [path = "", search = ""] = pathTo("history", { name, namespace }).split("?");
      const there = addressOf(decodeURIComponent(path.split("/")[2] ?? ""), search);
      expect(keyOf(there)).toBe(keyOf({ name, namespace }));
    }),
  );
});
