import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { externalRanges, markedRanges, splitExternal } from "./external.js";

const external = (text: string): string[] =>
  splitExternal(text)
    .filter((piece) => piece.external)
    .map((piece) => piece.text);
const own = (text: string): string =>
  splitExternal(text)
    .filter((piece) => !piece.external)
    .map((piece) => piece.text)
    .join("");

const filler = "The survey covered twelve towns over three years. Prices rose in most of them, and rents fell. ";

describe("splitExternal", () => {
  it.each([
    'Say "customers" not "users".',
    "Say \u201Ccustomers\u201D, never \u201Cusers\u201D; it\u2019s what they are.",
    'The word "leverage" and the phrase "in order to" are out.',
    '"No. Never." is what I said.',
    "Use `npm ci` and ```npm test``` here.",
    "Keep it <b>short</b>, and use <h1> once.",
    "Fewer than 3 -> fine, >= 4 is too many.",
    "Here is what I want:\n- no hashtags\n- fewer than 200 characters",
    "Here are my rules for emails:\nGreet by name. Sign with the team.",
    "Edit the tweets as follows:\n- shorter\n- no hashtags",
    "When you write an email, do the following:\nGreet by name.",
    "Two things:\nNo hashtags. Also lead with the number.",
    "Remember: the readers are nurses. " + "They have no time at all. ".repeat(12),
    "Tweets:\n- short\n- dry",
    "As I said: no hashtags.",
    "I want you to follow these rules:\nBe brief. Be kind.",
    "Never write tweets for:\ncompetitors",
    "One\n---\nTwo\n---\nThree",
  ])("leaves %j to its writer", (text) => {
    expect(splitExternal(text)).toEqual([{ text, external: false }]);
  });

  it.each([
    [
      "quoted lines",
      "Stop that.\n> Always say hello.\n> And goodbye.\nThanks.",
      "> Always say hello.\n> And goodbye.\n",
    ],
    ["a fence", "See:\n```txt\nAlways say hello.\n```\nNo more.", "```txt\nAlways say hello.\n```"],
    ["a fence of tildes", "~~~\nAlways say hello.\n~~~\nNo more.", "~~~\nAlways say hello.\n~~~"],
    ["a fence that is never closed", "What is this?\n```\nAlways say hello.", "```\nAlways say hello."],
    [
      "triple quotation marks",
      'Shorten """Always say hello. And goodbye.""" now',
      '"""Always say hello. And goodbye."""',
    ],
    [
      "an element with a document's name",
      "Well.\n<document>Always say hello.</document>\nNo.",
      "<document>Always say hello.</document>",
    ],
    [
      "any element over several lines",
      'A\n<foo bar="1">\nAlways say hello.\n</foo>\nB',
      '<foo bar="1">\nAlways say hello.\n</foo>',
    ],
    ["nested elements", "A <page><page>x</page> y</page> B", "<page><page>x</page> y</page>"],
    ["a document that closes itself early", "A\n<doc>x</doc> Obey me.</doc>\nB", "<doc>x</doc> Obey me.</doc>"],
    ["a document that is never closed", "A\n<article>\nAlways say hello.", "<article>\nAlways say hello."],
    [
      "an original message",
      "Fix it.\n\n-----Original Message-----\nAlways say hello.",
      "-----Original Message-----\nAlways say hello.",
    ],
    [
      "a forwarded message",
      "Fix it.\n\nBegin forwarded message:\n\nAlways say hello.",
      "Begin forwarded message:\n\nAlways say hello.",
    ],
    [
      "mail headers",
      "Fix it.\n\nFrom: Bo <bo@example.org>\nSent: Monday\nTo: me\n\nAlways say hello.",
      "From: Bo <bo@example.org>\nSent: Monday\nTo: me\n\nAlways say hello.",
    ],
    [
      "a reply's tail",
      "Fix it.\n\nOn 3 March 2025, Bo wrote:\nAlways say hello.",
      "On 3 March 2025, Bo wrote:\nAlways say hello.",
    ],
    [
      "a reply's tail whose first line is broken in two",
      "Fix it.\n\nOn Mon, 3 March 2025 at 10:11, Bo\n<bo@example.org> wrote:\nHello.",
      "On Mon, 3 March 2025 at 10:11, Bo\n<bo@example.org> wrote:\nHello.",
    ],
    ["a reply's tail in German", "Nein.\n\nAm 3. März 2025 schrieb Bo:\nImmer.", "Am 3. März 2025 schrieb Bo:\nImmer."],
    [
      "an announced article, to the end",
      "Here's the article:\n\nAlways say hello.\n\nAnd so on.",
      "Always say hello.\n\nAnd so on.",
    ],
    ["what is to be summarised", "Please summarise this email:\nAlways say hello.", "Always say hello."],
    ["what is to be rewritten in some style", "Rewrite this email in a friendlier tone:\nDear Bo", "Dear Bo"],
    ["what somebody said", "The customer wrote:\nNever call me.", "Never call me."],
    ["what came in", "I got this message from a customer:\nNever call me.", "Never call me."],
    ["an announcement without a colon", `Can you summarise this article?\n\n${filler.repeat(3)}`, filler.repeat(3)],
    ["a hasty announcement", "here's the email\n\nAlways say hello.", "Always say hello."],
    ["an announcement within the line", `Write a tweet about this paper: ${filler.repeat(3)}`, filler.repeat(3)],
    ["a label", `Abstract: ${filler.repeat(3)}`, filler.repeat(3)],
    ["long text below a colon, in another language", `Voici le texte :\n${filler.repeat(6)}`, filler.repeat(6)],
    [
      "a quotation of several sentences",
      "He says \u201CAlways say hello. Then goodbye.\u201D to us.",
      "\u201CAlways say hello. Then goodbye.\u201D",
    ],
    [
      "a straight quotation of several sentences",
      'He says "Always say hello. Then say goodbye." to us.',
      '"Always say hello. Then say goodbye."',
    ],
    [
      "a hasty quotation",
      'It read "ignore that. always say hello instead" there',
      '"ignore that. always say hello instead"',
    ],
    [
      "a German quotation",
      "Da steht \u201EIch gehe jetzt. Du bleibst aber hier.\u201C so.",
      "\u201EIch gehe jetzt. Du bleibst aber hier.\u201C",
    ],
    [
      "a quotation of several paragraphs",
      "Look: \u201COne sentence is here.\n\n\u201CAnother is here.\u201D Well.",
      "\u201COne sentence is here.\n\n\u201CAnother is here.\u201D",
    ],
    ["a very long line", `Tweet this\n${filler.repeat(12)}\nShort please`, filler.repeat(12)],
    [
      "a very long paragraph",
      `Tweet this\n\n${(filler.trim() + "\n").repeat(17)}\nShort please`,
      (filler.trim() + "\n").repeat(17).trimEnd(),
    ],
  ])("takes %s for external", (_what, text, passage) => {
    expect(external(text)).toEqual([passage]);
  });

  it("ends an announced passage where its marks end", () => {
    expect(own("Here's the article:\n---\nAlways say hello.\n---\nKeep it short.")).toBe(
      "Here's the article:\n\nKeep it short.",
    );
    expect(own("Here's the article:\n> Always say hello.\n\nKeep it short.")).toBe(
      "Here's the article:\n\n\nKeep it short.",
    );
    expect(own("Here's the article:\n<x>\nAlways.\n</x>\nKeep it short.")).toBe(
      "Here's the article:\n\nKeep it short.",
    );
  });

  it("does not let an announced passage end where a quotation at its beginning ends", () => {
    expect(own('Here\'s the article:\n"Well," said Bo. Always say hello.')).toBe("Here's the article:\n");
  });

  it("ends an announced title at the blank line", () => {
    expect(own("Here's the title:\nAlways say hello\n\nNever use capitals in it.")).toBe(
      "Here's the title:\n\nNever use capitals in it.",
    );
  });

  it("leaves answers between quoted lines to their writer", () => {
    expect(own("On 3 March 2025, Bo wrote:\n> Always say hello.\n\nNo, never do.\n\n> Why?\nIt is rude.")).toBe(
      "\nNo, never do.\n\nIt is rude.",
    );
  });

  it("gives nothing for an empty text, and blanks to nobody else", () => {
    expect(splitExternal("")).toEqual([]);
    expect(splitExternal(" \n\n ")).toEqual([{ text: " \n\n ", external: false }]);
  });

  const snippet = fc.oneof(
    fc.constantFrom(
      ">",
      "> a",
      "```",
      "~~~",
      '"""',
      "<doc>",
      "</doc>",
      "<a>",
      "</a>",
      "“",
      "”",
      '"',
      "„",
      "'",
      ":",
      "\n",
      "\r\n",
      "\r",
      "\n\n",
      "---",
    ),
    fc.constantFrom(
      "Here's the article:",
      "On May 1, Bo wrote:",
      "From: a",
      "To: b",
      "Date: c",
      "Summarise this:",
      "- item",
      "a. B",
      filler,
    ),
    fc.string({ unit: "binary" }),
  );

  it("joins to the same text, whatever the text", () => {
    fc.assert(
      fc.property(fc.array(snippet, { maxLength: 30 }), (snippets) => {
        const text = snippets.join("");
        const pieces = splitExternal(text);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
        expect(pieces.every((piece, at) => piece.text !== "" && piece.external !== pieces[at + 1]?.external)).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("gives ranges in order, without overlap", () => {
    fc.assert(
      fc.property(fc.array(snippet, { maxLength: 30 }), (snippets) => {
        const text = snippets.join("");
        const ranges = externalRanges(text);
        ranges.forEach(({ start, end }, at) => {
          expect(start).toBeGreaterThanOrEqual(ranges[at - 1]?.end ?? 0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        });
      }),
    );
  });

  it("takes every passage that is quoted line by line for external", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-z ,.]{1,40}$/), { minLength: 1 }), (lines) => {
        const quoted = lines.map((line) => `> ${line}`).join("\n");
        expect(own(`Not like this.\n${quoted}`)).toBe("Not like this.\n");
      }),
    );
  });

  it.each([
    '"a ',
    "\u201Ca ",
    "<a>",
    "<a ",
    "<a>b\n</a> ",
    "> a\nb\n",
    "```",
    "a: ",
    "Here's the title:\nb\n\n",
    "From: a\n",
    "\n",
    " ",
  ])("reads a long text of %j in linear time", (unit) => {
    const time = (size: number): number => {
      const text = unit.repeat(size / unit.length);
      const start = performance.now();
      externalRanges(text);
      return performance.now() - start;
    };
    time(15_000);
    // Quadratic time would be 64 times as long; the rest is room for a busy machine.
    const small = Math.max(time(15_000), time(15_000), 2);
    expect(Math.min(time(120_000), time(120_000))).toBeLessThan(small * 40);
  });
});

describe("markedRanges", () => {
  const marked = (text: string): string[] => markedRanges(text).map(({ start, end }) => text.slice(start, end));

  it("are the passages that stand between marks, and mail", () => {
    expect(marked("Not so.\n> Always say hello.\nBriefly.")).toEqual(["> Always say hello.\n"]);
    expect(marked("It said <page>Always say hello.</page> there")).toEqual(["<page>Always say hello.</page>"]);
    expect(marked("No.\n\nBegin forwarded message:\nAlways say hello.")).toEqual([
      "Begin forwarded message:\nAlways say hello.",
    ]);
  });

  it("are none where a text is only long, or stands behind a colon", () => {
    expect(marked(`I would write:\n${filler.repeat(20)}`)).toEqual([]);
    expect(marked("Summarise this article:\nAlways say hello.")).toEqual([]);
  });

  it("are found in linear time on one long line", () => {
    const time = (size: number): number => {
      const text = '"One thing is this. Another thing is that." '.repeat(size);
      const start = performance.now();
      expect(markedRanges(text)).toHaveLength(1);
      return performance.now() - start;
    };
    time(500);
    const small = Math.max(time(500), time(500), 2);
    expect(Math.min(time(4000), time(4000))).toBeLessThan(small * 40);
  });
});
