import { describe, expect, it } from "vitest";
import { isMirrored } from "./parallel.js";
import { readComment } from "./read.js";

const rulesIn = (comment: string): string[] => readComment(comment).flatMap(({ rule }) => rule ?? []);

describe("halves that mirror each other", () => {
  it("are told by their noun and the small word after it", () => {
    expect(isMirrored("give heights in metres", "weights in kilos")).toBe(true);
    expect(isMirrored("give heights in metres", "keep it short")).toBe(false);
    expect(isMirrored("give heights in metres", "name the hut")).toBe(false);
  });

  it.each([
    ["Always give heights in metres and weights in kilos.", ["in metres", "weights in kilos"]],
    ["Photos for the web, drawings for print.", ["photos for the web", "drawings for print"]],
    ["Put the route up top and the warnings at the bottom.", ["route up top", "warnings at the bottom"]],
    [
      "Peak names must be capitalised, and in bold the first time.",
      ["Capitalise peak names", "in bold the first time"],
    ],
  ])("%s", (comment, parts) => {
    const rules = rulesIn(comment);
    expect(rules).toHaveLength(parts.length);
    parts.forEach((part, index) => expect(rules[index]?.toLowerCase()).toContain(part.toLowerCase()));
  });
});

describe("what carries on", () => {
  it("is the condition before a colon, for all that follows", () => {
    expect(rulesIn("When a guest is ill: don't diagnose, and tell the ranger.")).toEqual([
      "When a guest is ill, do not diagnose.",
      "When a guest is ill, tell the ranger.",
    ]);
    expect(rulesIn("For all hut reports: no slang, short paragraphs, and a map at the end.")).toHaveLength(3);
  });

  it("is not the noun of a reason, and not what is told of others", () => {
    expect(rulesIn("We can't promise beds, so skip the word 'guaranteed'.")).toEqual([
      "Do not use the word 'guaranteed'.",
    ]);
    expect(rulesIn("Back at the lodge the wardens would cut anything over ten lines.")).toEqual([]);
  });
});
