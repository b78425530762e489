import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Bounds, Check, Counted, LengthUnit } from "../../core/case.js";
import { checkDefinition } from "../checks/definition.js";
import { runCheck } from "../checks/run-check.js";
import { deriveCheck } from "./derive.js";

const count = (of: Counted, bounds: Bounds): Check => ({ kind: "count", of, ...bounds });
const length = (unit: LengthUnit, bounds: Bounds): Check => ({ kind: "length", unit, ...bounds });
const never = (text: string): Check => ({ kind: "notContains", text, wholeWords: true });

describe("deriving a check", () => {
  test.each<[string, Check]>([
    ["Keep it under 200 characters.", length("graphemes", { max: 199 })],
    ["Always keep every tweet under 280 characters.", length("graphemes", { max: 280 - 1 })],
    ["Keep it to at most 1,200 characters.", length("graphemes", { max: 1200 })],
    ["Limit replies to 50 words.", length("words", { max: 50 })],
    ["Make it at least 100 words long.", length("words", { min: 100 })],
    ["Answer in two sentences.", length("sentences", { max: 2 })],
    ["Answer in one paragraph.", count("paragraphs", { max: 1 })],
    ["Write exactly three lines.", count("lines", { min: 3, max: 3 })],
    ["Keep it between 100 and 200 words.", length("words", { min: 100, max: 200 })],
    ["Do not exceed 280 characters.", length("graphemes", { max: 280 })],
    ["The summary must be no longer than 60 words.", length("words", { max: 60 })],
    ["Never write more than three sentences.", length("sentences", { max: 3 })],
    ["No more than 240 characters.", length("graphemes", { max: 240 })],
    ["40 words or less.", length("words", { max: 40 })],
    ["Do not use hashtags.", count("hashtags", { max: 0 })],
    ["Never use any emojis in tweets.", count("emoji", { max: 0 })],
    ["No links.", count("links", { max: 0 })],
    ["Don’t ask questions.", count("questions", { max: 0 })],
    ["Do not use exclamation marks.", count("exclamations", { max: 0 })],
    ["Use no bullet points.", count("bullets", { max: 0 })],
    ["Avoid em dashes.", { kind: "count", of: { pattern: "—" }, max: 0 }],
    [
      "Do not use hashtags or emoji.",
      { kind: "all", checks: [count("hashtags", { max: 0 }), count("emoji", { max: 0 })] },
    ],
    ["Use at most one emoji.", count("emoji", { max: 1 })],
    ["Use only one hashtag per tweet.", count("hashtags", { max: 1 })],
    ["Use two hashtags.", count("hashtags", { min: 2, max: 2 })],
    ["Include two hashtags.", count("hashtags", { min: 2 })],
    ["Use one or two hashtags.", count("hashtags", { min: 1, max: 2 })],
    ["Limit hashtags to two.", count("hashtags", { max: 2 })],
    ["You may use one emoji.", count("emoji", { max: 1 })],
    ["Never use more than two hashtags.", count("hashtags", { max: 2 })],
    ["Two hashtags max.", count("hashtags", { max: 2 })],
    ["Always include the link.", count("links", { min: 1 })],
    ["Include a link to the paper.", count("links", { min: 1 })],
    ["Link to the paper.", count("links", { min: 1 })],
    ["Use bullet lines.", count("bullets", { min: 1 })],
    ["Summarise the paper in two sentences.", length("sentences", { max: 2 })],
    ["Format the answer as a bullet list.", count("bullets", { min: 1 })],
    ['Say "customers", not "users".', never("users")],
    ["Say “customers” instead of “users”.", never("users")],
    ["Write 'JavaScript', not 'Javascript'.", { ...never("Javascript"), caseSensitive: true } as Check],
    ['Do not use the word "delve".', never("delve")],
    [
      'Never say "game-changer" or "groundbreaking".',
      { kind: "all", checks: [never("game-changer"), never("groundbreaking")] },
    ],
    ['Do not use "!".', { kind: "notContains", text: "!" }],
    ['Always mention "Policy 7".', { kind: "contains", text: "Policy 7" }],
    ["Reply in valid JSON only.", { kind: "jsonSchema", schema: true }],
  ])("%s", (rule, expected) => {
    const check = deriveCheck(rule);
    expect(check).toEqual(expected);
    expect(checkDefinition(check)).toEqual(check);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["End with a question.", ["What now?", "Is it? 🤔", "“Why?”"], ["Why? Because.", "Now #why"]],
    ["End tweets with a question.", ["What now?"], ["Now."]],
    ["Never end with a question.", ["Why? Because."], ["What now? 🤔"]],
    [
      'End every email with "Kind regards, Ana".',
      ["Hi.\n\nKind regards,\nAna", "Kind regards, Ana!"],
      ["Kind regards, Ana B"],
    ],
    ['Start with "Hi (there)".', ["hi (there), you"], ["Well, hi (there)"]],
    ['Do not start with "I\'m".', ["So I'm here"], ["I’m here"]],
    ["End with the link.", ["See https://a.org/x."], ["https://a.org is it"]],
  ])("%s", (rule, passing, failing) => {
    const check = deriveCheck(rule);
    if (!check) throw new Error("No check was derived.");
    expect(checkDefinition(check)).toEqual(check);
    expect(passing.map((text) => runCheck(check, text).outcome)).toEqual(passing.map(() => "pass"));
    expect(failing.map((text) => runCheck(check, text).outcome)).toEqual(failing.map(() => "fail"));
  });

  test.each([
    "Be kind.",
    "Keep it short.",
    "Keep it around 200 characters.",
    "Make it 50 words.",
    "Write 50 words.",
    "Try to keep it under 200 characters.",
    "Keep sentences under 20 words.",
    "Keep the headline under 60 characters.",
    "Keep the first paragraph under 50 words.",
    "At most 20 words each.",
    "If it is a thread, keep it under 200 characters.",
    "Do not use hashtags in the first line.",
    "Do not use hashtags unless asked.",
    "Use fewer hashtags.",
    "Use more emoji.",
    "Use a few hashtags.",
    "Do not use two hashtags.",
    "Use relevant hashtags.",
    "Use hashtags from the paper.",
    "Use bullet points for lists.",
    "Do not use too many emoji.",
    "Avoid jargon.",
    "Avoid questions that nobody asked.",
    "Say customers, not users.",
    "Say less, not more.",
    'Say "e-mail address", not "address".',
    'Say "users" only once.',
    'Do not say "users" in the title.',
    'Use words like "great".',
    'Say "{name}", not "{id}".',
    'Mention "…" at the end.',
    'Say "a.',
    "End with a call to action.",
    "Open with a question.",
    "Include the link in the last line.",
    "Write JSON schemas.",
    "Give the dates in JSON.",
    "Write the title in 5 words.",
    "Write the steps as bullet points.",
    'Start each bullet with "→".',
    "Keep it under 200 characters. Threads may be longer.",
    "Halte es unter 200 Zeichen.",
    "",
  ])("null for %j", (rule) => {
    expect(deriveCheck(rule)).toBeNull();
  });

  it("takes any text, and gives only checks that can be run", () => {
    const word = fc.constantFrom(
      "keep", "it", "under", "200", "two", "characters", "words", "do not", "use", "at most", "one", "hashtags", "emoji",
      "or", "and", "say", '"a"', "'b'", "not", "end with", "a", "question", "the link", "include", "no", ",", ".", "a (b", "“",
    ); // prettier-ignore
    const rules = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(word, { maxLength: 9 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(rules, (rule) => {
        const check = deriveCheck(rule);
        expect(check && checkDefinition(check)).toEqual(check);
      }),
      { numRuns: 3000 },
    );
  });
});
