import { describe, expect, it } from "vitest";
import { relateRules } from "./relate.js";

describe("relateRules", () => {
  it.each([
    ["Keep it under 280 characters.", "Keep it under 200 characters.", "replace"],
    ["Keep it under 280 characters.", "Keep tweets under 280 characters.", "duplicate"],
    ["Keep it under 200 characters.", "Keep sentences under 15 words.", "add"],
    ["Make it at least 100 words.", "Keep it under 300 words.", "add"],
    ["Make it at least 100 words.", "Keep it under 80 words.", "replace"],
    ["Do not use emoji.", "Use emoji.", "replace"],
    ["Do not use hashtags.", "Avoid hashtags.", "duplicate"],
    ["Do not use hashtags.", "Do not use emoji.", "add"],
    ["Include two hashtags.", "Include three hashtags.", "replace"],
    ["Open with the result.", "Start with the name of the lab.", "replace"],
    ["Open with the result.", "Lead with the result.", "duplicate"],
    ["Open with the result.", "End with a question.", "add"],
    ["Do not start with a question.", "Do not start with the date.", "add"],
    ["Put the link at the end.", "Put links last.", "duplicate"],
    ["Put the link at the end.", "Do not use links.", "replace"],
    ["Use British spelling.", "Use American spelling.", "replace"],
    ["Use British spelling.", "Use American date formats in tables.", "add"],
    ["Write in the present tense.", "Use the past tense.", "replace"],
    ["Use snake_case for function names.", "Use PascalCase for class names.", "add"],
    ["Do not use puns in headlines.", "Do not use puns.", "add"],
    ["Retry failed requests five times.", "Retry failed requests three times.", "replace"],
    [
      "Cite the policy section when denying a claim.",
      "Whenever you deny a claim, quote the policy section.",
      "duplicate",
    ],
    ["Never share a phone number.", "Never share a home address.", "add"],
  ])("%s + %s: %s", (existing, added, relation) => {
    expect(relateRules(existing, added)).toBe(relation);
  });
});
