// Hard properties of the offline writer over a file of a hundred real abstracts, which is no part of this project.
// Name such a file (JSON lines with title and abstract) in TWEET_WRITER_PAPERS; without one the tests are skipped.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { tweetLength } from "../text/count.js";
import { hasFiniteVerb } from "../text/grammar.js";
import { wordsOf } from "../text/words.js";
import { readPapers } from "../papers/read.js";
import { balanced } from "./abstract/openings.js";
import { digest } from "./abstract/statements.js";
import { describe as inWords } from "./directives/directive.js";
import { readDirectives } from "./directives/read.js";
import { satisfies } from "./directives/satisfies.js";
import { draftTweet } from "./draft.js";
import { partsOf } from "./tweet.js";

const beside = fileURLToPath(new URL("../../../../../shared/data/papers/papers.jsonl", import.meta.url));
const file = process.env["TWEET_WRITER_PAPERS"] ?? beside;
const present = existsSync(file);
if (!present)
  console.log("Skipped: the tests over many abstracts need a file of papers, named in TWEET_WRITER_PAPERS.");

const papers = present ? readPapers(readFileSync(file, "utf8")) : [];
const greeting = /^(?:Exciting paper!|A MUST-READ paper!|What an AMAZING paper!|Wow, don't miss this one!)\s*/;

describe.skipIf(!present)("a hundred real abstracts", () => {
  it("all become tweets that can be posted", { timeout: 120_000 }, () => {
    for (const paper of papers) {
      const { text } = draftTweet(paper, "Write a tweet about the paper.");
      const { prose } = partsOf(text);
      const body = prose.replace(greeting, "");
      expect(tweetLength(text), text).toBeLessThanOrEqual(280);
      expect(hasFiniteVerb(body), text).toBe(true);
      expect(balanced(body), text).toBe(true);
      expect(text).not.toMatch(/\\[A-Za-z%]|\$[^\d\s]|[_^]\{|``|\[\d/);
      expect(body, text).toMatch(/[.!?]["”’)]?$/);
      expect(body, text).not.toMatch(
        /^(?:It|Its|They|Their|These|Those|Such|However|Moreover|This (?!paper|work|study|article|research|project))\b/,
      );
    }
  });

  it("are never cut within a word", { timeout: 120_000 }, () => {
    for (const paper of papers) {
      const { title, abstract } = digest(paper);
      const known = new Set(
        wordsOf(`${title} ${abstract} is worth a look A paper looks for the answer`).map((word) => word.toLowerCase()),
      );
      const body = partsOf(draftTweet(paper, "").text).prose.replace(greeting, "");
      const strange = wordsOf(body).filter((word) => !known.has(word.toLowerCase()));
      expect(strange, body).toEqual([]);
    }
  });

  const sets: readonly (readonly string[])[] = [
    ["Do not use hashtags.", "Lead with the result.", "Keep it under 200 characters."],
    ["Open with a question.", "Put the link at the end.", "No emoji."],
    ["Use bullet lines.", "Use a hashtag for the field.", "Do not use exclamation marks."],
    ["Write in the third person.", "Use British spelling.", "Mention the title.", "Do not hype."],
    ["Write in the first person plural.", "Write one sentence.", "Always include the link."],
    ["Keep sentences under 30 words.", "Spell out numbers.", "Avoid brackets.", "End with a question."],
    ["Avoid abbreviations.", "Do not use all caps.", "Say the year.", "Put each sentence on its own line."],
  ];

  it.each(sets.map((set, index) => [set.join(" "), set, index] as const))(
    "obey or say why not: %s",
    { timeout: 120_000 },
    (_, set, index) => {
      const instructions = set.map((rule) => `- ${rule}`).join("\n");
      const asked = readDirectives(instructions).directives;
      const sample = papers.filter((__, place) => place % sets.length === index || place % 9 === 0);
      let missed = 0;
      for (const paper of sample) {
        const { text, obeyed, unmet } = draftTweet(paper, instructions);
        const refused = unmet.map((one) => one.directive);
        expect([...obeyed, ...refused].map(inWords).toSorted()).toEqual(asked.map(inWords).toSorted());
        for (const directive of obeyed)
          expect(satisfies(directive, text, paper), `${inWords(directive)} | ${text}`).toBe(true);
        for (const directive of refused) expect(satisfies(directive, text, paper), inWords(directive)).toBe(false);
        expect(tweetLength(text), text).toBeLessThanOrEqual(280);
        expect(hasFiniteVerb(partsOf(text).prose), text).toBe(true);
        expect(balanced(partsOf(text).prose), text).toBe(true);
        missed += unmet.length;
      }
      expect(missed / (sample.length * asked.length)).toBeLessThanOrEqual(0.15);
    },
  );
});
