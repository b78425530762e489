import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_READ, readComment } from "./read.js";

const rulesIn = (comment: string): string[] => readComment(comment).flatMap(({ rule }) => rule ?? []);
const kindsIn = (comment: string): string[] => readComment(comment).map(({ kind }) => kind);

describe("readComment: directives", () => {
  it.each([
    ["Please stop using hashtags", "Do not use hashtags."],
    ["too long, keep it under 200 characters", "Keep it under 200 characters."],
    ["I'd rather you led with the number", "Lead with the number."],
    ["never promise refunds", "Never promise refunds."],
    ["always cite the policy section", "Always cite the policy section."],
    ["Subject lines max 50 chars pls", "Keep subject lines to at most 50 characters."],
    ["Prices must be shown in euros.", "Show prices in euros."],
    ["The subject line should never be a question.", "Do not make the subject line a question."],
    ["Could the replies end with the ticket number?", "End the replies with the ticket number."],
    ["Would you mind leaving out the small talk?", "Do not use small talk."],
    ["a report without a date is worthless to us", "Include a date in every report."],
    ["Superlatives have got to go.", "Do not use superlatives."],
    ["Dates in ISO format, please", "Write dates in ISO format."],
    ["Voice: calm, no slang", "Keep the voice calm. Do not use slang."],
    ["Use 'guests' instead of 'customers'", "Use 'guests' instead of 'customers'."],
    ["When a table has units, repeat them in the header.", "When a table has units, repeat them in the header."],
    ["It would help if you named the source.", "Name the source."],
    ["Make sure you mention the opening hours.", "Mention the opening hours."],
    ["Don't forget the alt text!", "Include the alt text."],
    ["fewer adverbs, thanks", "Use fewer adverbs."],
    ["our readers hate footnotes", "Do not use footnotes."],
    ["We say 'pupils', never 'students'.", "Say 'pupils', never 'students'."],
    ["Far too many semicolons.", "Use fewer semicolons."],
    ["Do not name the chef after all.", "Do not name the chef."],
    ["I'd like footnotes gone after all.", "Do not use footnotes."],
    ["Please always include two or more links.", "Always include two or more links."],
    ["I was wrong about footnotes, we need at least three each time", "Include at least three footnotes."],
    ["Footnotes are ugly on phones, never use them.", "Never use footnotes."],
    ["Footnotes have no place in a menu.", "Do not use footnotes."],
    ["don't write as if we were selling something", "Do not write as if we were selling something."],
    ["Use at least two.", ""],
    ["I'd like paragraphs to have no more than 40 words.", "Keep paragraphs to at most 40 words."],
    ["Paragraphs may have up to 40 words from now on.", "Keep paragraphs to at most 40 words."],
    ["I lose patience after 40 words, so never use more.", "Keep it to at most 40 words."],
    ["I get bored quickly, so never use more.", ""],
    ["I would prefer never to see a footnote in a menu.", "Do not use a footnote in a menu."],
    ["Actually, leave footnotes out completely.", "Do not use footnotes."],
    ["I'd like acronyms spelled out.", "Spell acronyms out."],
    ["Close every post with a question, we want answers.", "Close every post with a question."],
    ["Spell out numbers below ten, our editor insists.", "Spell out numbers below ten."],
    ["I'd love a question at the end of every post.", "End every post with a question."],
    ["Let's settle on one hashtag at most.", "Use one hashtag at most."],
    ["60 words would be a better limit", "Keep it to at most 60 words."],
    ["On reflection the length limit should be 240 characters.", "Keep it to 240 characters."],
    ["The screen shows plain text, so please use nothing else.", ""],
    ["Talk to trainees as you would to colleagues.", "Talk to trainees as you would to colleagues."],
    [
      "Cite the report name and page number with every figure.",
      "Cite the report name and page number with every figure.",
    ],
    [
      "Always reserve me a quiet room. Never anything above 200 euros.",
      "Always reserve me a quiet room. Never reserve anything above 200 euros.",
    ],
    [
      "Never tweet at night, and never more than once in an hour.",
      "Never tweet at night. Never tweet more than once in an hour.",
    ],
    [
      "stop putting my title in the signature, just my name",
      "Do not put my title in the signature. Put just my name in the signature.",
    ],
    ["Don't assume I have a printer, I don't.", "Do not assume I have a printer."],
    [
      "Prefer tables over prose in the reports you write here",
      "Prefer tables over prose in the reports you write here.",
    ],
    ["if a name is unclear ask me which it is", "If a name is unclear, ask me which it is."],
    ["when you summarise leave place names untranslated", "When you summarise, leave place names untranslated."],
    ["Start every letter with I hope you are well", 'Start every letter with "I hope you are well".'],
    ["when you quote prices leave them as they are", "When you quote prices, leave them as they are."],
  ])("%s", (comment, rules) => {
    expect(rulesIn(comment).join(" ")).toBe(rules);
  });

  it("reads several in one comment, however they are listed", () => {
    const rules = ["Do not make puns.", "Put the link last.", "Use shorter paragraphs."];
    expect(rulesIn("No puns. Link last, and shorter paragraphs please.")).toEqual(rules);
    expect(rulesIn("- no puns\n- link last\n- shorter paragraphs")).toEqual(rules);
    expect(rulesIn("1) no puns 2) link last 3) shorter paragraphs")).toEqual(rules);
  });

  it("reads what was typed in haste, in capitals, or with a slip", () => {
    expect(rulesIn("pls dont use hastags")).toEqual(["Do not use hashtags."]);
    expect(rulesIn("NO EMOJI IN SUBJECT LINES!!!")).toEqual(["Do not use emoji in subject lines."]);
    expect(rulesIn("cn u pleeease stop usin exlamation marks")).toEqual(["Do not use exclamation marks."]);
  });

  it("puts the noun for a pronoun, and learns nothing where there is none", () => {
    expect(rulesIn("Nobody reads the footnotes. Leave them out.")).toEqual(["Do not use footnotes."]);
    expect(rulesIn("The word 'delve' is everywhere. Avoid it.")).toEqual(["Avoid the word 'delve'."]);
    expect(rulesIn("Leave them out.")).toEqual([]);
  });

  it("keeps a condition with all that it holds for", () => {
    expect(rulesIn("For refunds, quote the policy, name the deadline and don't guess.")).toEqual([
      "For refunds, quote the policy.",
      "For refunds, name the deadline.",
      "For refunds, do not guess.",
    ]);
  });

  it("drops a remark when the remedy follows", () => {
    expect(rulesIn("Too many emoji. One emoji at most, please.")).toEqual(["Use at most one emoji."]);
  });

  it("never turns a rule into its opposite", () => {
    expect(rulesIn("Never, ever, tell a customer to wait.")).toEqual(["Never tell a customer to wait."]);
    expect(rulesIn("Never more than three sentences.")).toEqual(["Keep it to at most three sentences."]);
    expect(rulesIn("Every mail begins with 'Dear Sir'. Please don't.").join()).toMatch(/^Do not/);
  });
});

describe("readComment: what teaches nothing", () => {
  it.each([
    ["make this one shorter", "one-off"],
    ["thanks, great", "praise"],
    ["can you redo it?", "one-off"],
    ["Why is the total different?", "question"],
    ["Perfect, no notes.", "praise"],
    ["👍👍", "praise"],
    ["Bitte keine Hashtags verwenden.", "foreign"],
    ["请不要使用表情符号。", "foreign"],
    ["hmm", null],
    ["this is off", "unread"],
    ["Doctors should never prescribe this.", "unread"],
    ["Make the logo bigger.", "unread"],
    ["I want a refund.", "unread"],
  ])("%s", (comment, kind) => {
    expect(rulesIn(comment)).toEqual([]);
    if (kind !== null) expect(kindsIn(comment)).toContain(kind);
  });

  it("leaves one-off requests out of a comment that also teaches", () => {
    const comment = "Shorten this one to a line. And in future no exclamation marks.";
    expect(rulesIn(comment)).toEqual(["Do not use exclamation marks."]);
    expect(kindsIn(comment)).toContain("one-off");
  });

  it("does not read what is quoted or pasted", () => {
    const comment = "> Always use hashtags.\n> Never greet.\n\nI disagree. No hashtags.";
    expect(rulesIn(comment)).toEqual(["Do not use hashtags."]);
    expect(kindsIn(comment)).toContain("quoted");
  });

  it("never calls praise what may hold a directive", () => {
    for (const comment of ["Great, though I'd do the greeting differently", "I like short texts.", "Good but flat"]) {
      expect(readComment(comment).some(({ kind }) => kind === "unread" || kind === "directive")).toBe(true);
    }
  });
});

describe("readComment: any string", () => {
  const word = fc.constantFrom(
    ..."please don't never no stop using use hashtags emoji the a under 200 characters I'd rather you led with , . ; : - ( ) \" ' “ ” \n > 1) always if when keep it them this one".split(
      " ",
    ),
  );
  const comment = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(word, { maxLength: 40 }).map((words) => words.join(" ")),
  );

  it("does not throw, and its offsets give the snippets, in order", () => {
    fc.assert(
      fc.property(comment, (text) => {
        let last = 0;
        for (const { start, end, snippet } of readComment(text)) {
          expect(text.slice(start, end)).toBe(snippet);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = start;
        }
      }),
      { numRuns: 400 },
    );
  });

  it("makes rules of one clean line that read as themselves", () => {
    fc.assert(
      fc.property(comment, (text) => {
        for (const rule of rulesIn(text)) {
          expect(rule).toMatch(/^[^\n\r]{4,240}\.$/u);
          expect(rule).not.toMatch(/\*\*|__|`|^#|[\uE000\uE001]/u);
          expect(rulesIn(rule)).toEqual([rule]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("reads the beginning of a comment of 10 MB, at once, and says that the rest is unread", () => {
    for (const text of ["No puns. ", "aaaa ", "'\"(", "don't use it and ", "if ", "No puns and "]) {
      const huge = text.repeat(Math.ceil((10 * 1024 * 1024) / text.length));
      const begun = performance.now();
      const last = readComment(huge).at(-1);
      expect(performance.now() - begun).toBeLessThan(30_000);
      expect(last).toMatchObject({ kind: "unread", end: huge.length });
      expect(last?.start).toBeLessThanOrEqual(LONGEST_READ);
    }
  }, 120_000);
});
