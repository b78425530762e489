import fc from "fast-check";
import { expect, test } from "vitest";
import { queryWords, searchedText } from "./words.js";

test.each([
  ["Ana's café, in São Paulo!", "ana cafe sao paulo"],
  ["snake_case, kebab-case & 3.14", "snake case kebab case 3 14"],
  ["东京", "东京"],
  ["한국어 문장", "한국어 문장"],
  ["ﬁne ①", "fine 1"],
  ["The quick one of them", "quick one"],
  ["?!👩", ""],
])("the words of %j are %j", (text, words) => {
  expect(searchedText(text)).toBe(words);
});

test("scripts without spaces are split into words", () => {
  expect(queryWords("彼女は東京に住んでいる")).toEqual(expect.arrayContaining(["彼女", "東京"]));
  expect(queryWords("用户喜欢绿茶")).toEqual(expect.arrayContaining(["用户", "绿茶"]));
});

test("a query has each word once, and not too many", () => {
  expect(queryWords("Tea tea TEA, and téa")).toEqual(["tea"]);
  expect(queryWords(Array.from({ length: 500 }, (_none, n) => `w${n}`).join(" "))).toHaveLength(64);
});

test("words are letters, digits and marks only, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const word of queryWords(text)) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
    }),
  );
});
