import { expect, test } from "vitest";
import { checkPaths, textAt } from "./text-at.js";

const value = {
  title: "One",
  n: 2,
  ok: true,
  none: null,
  meta: { tags: ["a", "b", "c"], author: { name: "Ana" } },
  chapters: [{ text: "first" }, { text: "second", more: 1 }, "loose"],
};

test.each([
  ["$", "One 2 true a b c Ana first second 1 loose"],
  ["title", "One"],
  ["meta.author.name", "Ana"],
  ["meta.author", "Ana"],
  ["meta.tags", "a b c"],
  ["meta.tags[0]", "a"],
  ["meta.tags[-1]", "c"],
  ["meta.tags[9]", ""],
  ["meta.tags[x]", ""],
  ["chapters[*].text", "first second"],
  ["chapters[1].text", "second"],
  ["meta.*", "a b c Ana"],
  ["none", ""],
  ["title.deeper", ""],
  ["constructor", ""],
  ["[0]", ""],
])("at %s there is %j", (path, text) => {
  expect(textAt(value, [path])).toBe(text);
});

test("several paths are one text", () => {
  expect(textAt(value, ["title", "meta.tags[1]"])).toBe("One b");
});

test.each(["title", [1], [""], {}, null])("%j is no list of paths", (paths) => {
  expect(() => checkPaths(paths)).toThrow(expect.objectContaining({ code: "invalid_item" }));
});
