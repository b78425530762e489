import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateQuote } from "./quote.js";

const found = (haystack: string, quote: string): string | null => {
  const place = locateQuote(haystack, quote);
  return place && haystack.slice(place.start, place.end);
};

describe("locateQuote", () => {
  it.each([
    ["Please stop using hashtags.", "stop using hashtags", "stop using hashtags"],
    ["keep  it\n under\t200", "keep it under 200", "keep  it\n under\t200"],
    ["She said \u201Cdon\u2019t\u201D twice", 'said "don\'t" twice', "said \u201Cdon\u2019t\u201D twice"],
    ["No hashtags, please", "no hashtags.", "No hashtags"],
    ["No hashtags", "\u00ABNo hashtags\u00BB", "No hashtags"],
    ["a 5\u201310 word title", "5-10 word title", "5\u201310 word title"],
    ["wait\u2026 shorter", "wait... shorter", "wait\u2026 shorter"],
    ["im Cafe\u0301 und Bar", "Caf\u00E9 und", "Cafe\u0301 und"],
    ["no emoji \u{1F600} here", "emoji \u{1F600}", "emoji \u{1F600}"],
    ["\u77ED\u304F\u66F8\u3044\u3066\u304F\u3060\u3055\u3044", "\u66F8\u3044\u3066", "\u66F8\u3044\u3066"],
  ])("in %j finds %j", (haystack, quote, passage) => {
    expect(found(haystack, quote)).toBe(passage);
  });

  it.each([
    ["Please stop using hashtags.", "stop using emoji"],
    ["Please stop using hashtags.", "stop hashtags"],
    ["anything", ""],
    ["anything", ' "" '],
    ["anything", "..."],
    ["", "anything"],
    ["caf\u00E9", "cafe"],
    ["cafe\u0301", "cafe"],
  ])("in %j does not find %j", (haystack, quote) => {
    expect(locateQuote(haystack, quote)).toBeNull();
  });

  it("prefers whole words to the inside of a word", () => {
    expect(locateQuote("You know: no", "no")).toEqual({ start: 10, end: 12 });
    expect(locateQuote("You know: No", "no")).toEqual({ start: 10, end: 12 });
  });

  it("finds any passage of any text, and what it finds reads the same", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.string({ unit: "grapheme" }),
        (a, b, c) => {
          const place = locateQuote(a + b + c, b);
          const bare = b.replace(
            /^[\s"'`\u00AB\u00BB\u2018-\u201F\u2039\u203A]+|[\s"'`\u00AB\u00BB\u2018-\u201F\u2039\u203A]+$/gu,
            "",
          );
          // Only what has no words of its own, or joins a neighbour into one character, may go unfound.
          const mayGoUnfound = bare === "" || !/[\p{L}\p{N}]/u.test(bare) || /^\p{M}|^\u200D|^\uFE0F/u.test(c + b);
          const passage = place && (a + b + c).slice(place.start, place.end);
          expect(passage === null ? mayGoUnfound : passage.isWellFormed() && locateQuote(passage, b) !== null).toBe(
            true,
          );
        },
      ),
    );
  });

  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 12 });
  const spaces = fc.constantFrom(" ", "  ", "\n", "\u00A0", " \t");

  it("is lenient about white space and quotation marks, whichever they are", () => {
    fc.assert(
      fc.property(
        words,
        spaces,
        spaces,
        fc.constantFrom('"', "'", "\u201C", "\u00BB"),
        fc.constantFrom('"', "\u2019", "\u201D"),
        (list, one, other, open, close) => {
          const haystack = `Start, ${open}${list.join(one)}${open} and so on.`;
          const quote = `${close}${list.join(other)}${close}`;
          const place = locateQuote(haystack, quote);
          expect(place).not.toBeNull();
          const passage = haystack.slice(place?.start, place?.end);
          expect(passage.split(/\s+/)).toEqual(list);
        },
      ),
    );
  });

  it("finds nothing that has a word which the text has not", () => {
    fc.assert(
      fc.property(words, fc.nat(), (list, at) => {
        const changed = list.with(at % list.length, "zzzzzzzzz9");
        expect(locateQuote(list.join(" "), changed.join(" "))).toBeNull();
      }),
    );
  });

  it("takes a long text in a moment", () => {
    const haystack = `${"lorem ipsum dolor ".repeat(20_000)}no hashtags`;
    const begun = performance.now();
    expect(found(haystack, "No \u201Dhashtags")).toBe(null);
    expect(found(haystack, "No  hashtags")).toBe("no hashtags");
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});
