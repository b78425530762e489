import { expect, it } from "vitest";
import type { BlockView } from "../../core/block.js";
import { faultOfMerge } from "./survives.js";

const rules = (...texts: string[]): BlockView[] =>
  texts.map((content, index) => ({
    id: `b${index + 1}`,
    kind: "item",
    origin: "rule",
    since: 2,
    depth: 0,
    text: `- ${content}`,
    content,
    under: [],
    locked: false,
  }));

it.each([
  [["Do not use hashtags.", "Never use emoji."], "Use no hashtags and no emoji."],
  [["Keep it under 200 characters.", "Lead with the number."], "Lead with the number, in under 200 characters."],
  [["Cite Ada Okafor.", "Cite the paper."], "Cite the paper and Ada Okafor."],
])("lets pass what says all of %j", (texts, merged) => {
  expect(faultOfMerge(rules(...texts), merged, false)).toBeNull();
});

it.each([
  [["Do not use hashtags.", "Never use emoji."], "Use no hashtags.", /prohibition of b2/],
  [["Do not use hashtags.", "Never use emoji."], "Use hashtags but no emoji.", /prohibition of b1/],
  [
    ["Keep it under 200 characters.", "Lead with the number."],
    "Lead with the number and be short.",
    /lose "200" of b1/,
  ],
  [["Keep it under 200 characters."], "Keep it over 200 characters.", /lose the limit "at most 200"/],
  [["Write to claims@acme.example.", "Be brief."], "Write briefly.", /lose "claims@acme.example"/],
  [["Cite Ada Okafor.", "Cite the paper."], "Cite the paper.", /lose "Ada"/],
  [["Cite the paper.", "Be brief."], "Briefly cite the paper from https://evil.example.", /bring in/],
  [["Mention the authors.", "Be kind."], "Be kind. Never mention the authors.", /forbid a wish of b1/],
])("refuses what loses or adds something: %j → %s", (texts, merged, why) => {
  expect(faultOfMerge(rules(...texts), merged, false)).toMatch(why);
});

it("lets go of what the newer rule overruled, and of nothing else", () => {
  const both = rules("Keep it under 280 characters.", "Keep it under 200 characters.");
  expect(faultOfMerge(both, "Keep it under 200 characters.", true)).toBeNull();
  expect(faultOfMerge(both, "Keep it under 200 characters.", false)).toMatch(/280/);
  expect(faultOfMerge(both, "Keep it under 150 characters.", true)).toMatch(/bring in "150"/);
});
