import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownPapers } from "../papers/own.js";
import { readDirectives } from "../writer/directives/read.js";
import { describe as inWords, supersedes } from "../writer/directives/directive.js";
import { satisfies } from "../writer/directives/satisfies.js";
import { draftTweet } from "../writer/draft.js";
import { edited } from "./edits.js";
import { preferences } from "./preferences.js";
import { choices } from "./random.js";
import { createReader, simulatedNotice } from "./reader.js";

const papers = await ownPapers();
const [paper] = papers;
if (paper === undefined) throw new Error("The example needs a paper.");
const seeds = Array.from({ length: 40 }, (_, seed) => seed);

describe("the pool of preferences", () => {
  it("has ids of its own and four or more critiques each, none of them the rule itself", () => {
    expect(new Set(preferences.map((preference) => preference.id)).size).toBe(preferences.length);
    for (const { id, critiques, directive } of preferences) {
      expect(new Set(critiques).size, id).toBe(critiques.length);
      expect(critiques.length, id).toBeGreaterThanOrEqual(4);
      expect(critiques, id).not.toContain(inWords(directive));
    }
  });

  it("is put in words that mean the preference and nothing else", () => {
    for (const { id, critiques, directive } of preferences) {
      for (const critique of critiques) {
        const read = readDirectives(critique).directives;
        expect(read, `${id}: ${critique}`).toContainEqual(directive);
        for (const other of read) expect(supersedes(other, directive) || other.kind === "link", critique).toBe(true);
      }
    }
  });
});

describe("createReader", () => {
  it("draws five to seven preferences, the same for the same seed", () => {
    for (const seed of seeds) {
      const { preferences: drawn } = createReader(seed);
      expect(drawn.length).toBeGreaterThanOrEqual(5);
      expect(drawn.length).toBeLessThanOrEqual(7);
      expect(createReader(seed).preferences).toEqual(drawn);
    }
    const sets = seeds.map((seed) =>
      createReader(seed)
        .preferences.map((one) => one.id)
        .join(),
    );
    expect(new Set(sets).size).toBeGreaterThan(35);
  });

  it("draws no two preferences that exclude each other", () => {
    for (const seed of seeds) {
      const { preferences: drawn } = createReader(seed);
      expect(new Set(drawn.map((one) => one.group)).size).toBe(drawn.length);
      for (const one of drawn) {
        for (const other of drawn) if (one !== other) expect(supersedes(one.directive, other.directive)).toBe(false);
      }
    }
  });

  it("takes any whole number", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(createReader(seed).preferences.length).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  it("finds little to like in a first draft", () => {
    const { text } = draftTweet(paper, "");
    const shares = seeds.map((seed) => {
      const { satisfied, total } = createReader(seed).satisfied(text, paper);
      return satisfied / total;
    });
    expect(Math.max(...shares)).toBeLessThanOrEqual(0.5);
  });

  it("says that nobody is reading", () => {
    expect(createReader(1).notice).toBe(simulatedNotice);
    expect(simulatedNotice).toMatch(/^Simulated reader/);
  });
});

describe("critique", () => {
  const { text } = draftTweet(paper, "");

  it("speaks of one or two unmet preferences, as a comment or an edited tweet", () => {
    let [comments, edits, scores, pairs] = [0, 0, 0, 0];
    for (const seed of seeds) {
      const reader = createReader(seed);
      for (const round of [0, 1, 2]) {
        const critique = reader.critique(text, paper, round);
        const unmet = reader
          .satisfied(text, paper)
          .each.filter((one) => !one.satisfied)
          .map((one) => one.preference.id);
        expect(critique.about.length).toBeGreaterThanOrEqual(1);
        expect(critique.about.length).toBeLessThanOrEqual(2);
        for (const id of critique.about) expect(unmet).toContain(id);
        expect((critique.comment === undefined) !== (critique.revised === undefined)).toBe(true);
        if (critique.score !== undefined) expect(critique.score).toBeLessThan(1);
        comments += critique.comment === undefined ? 0 : 1;
        edits += critique.revised === undefined ? 0 : 1;
        scores += critique.score === undefined ? 0 : 1;
        pairs += critique.about.length === 2 ? 1 : 0;
      }
    }
    expect(comments).toBeGreaterThan(60);
    expect(Math.min(edits, scores, pairs)).toBeGreaterThan(2);
  });

  it("is the same for the same round, and varies its words from round to round", () => {
    const reader = createReader(3);
    expect(reader.critique(text, paper, 2)).toEqual(createReader(3).critique(text, paper, 2));
    const said = [0, 1, 2, 3, 4, 5].map((round) => JSON.stringify(reader.critique(text, paper, round)));
    expect(new Set(said).size).toBeGreaterThan(3);
  });

  it("never edits a tweet into one that still fails what the edit is about", () => {
    for (const seed of seeds) {
      const reader = createReader(seed);
      for (let round = 0; round < 6; round++) {
        const { revised, about } = reader.critique(text, paper, round);
        if (revised === undefined) continue;
        for (const preference of reader.preferences.filter((one) => about.includes(one.id))) {
          expect(satisfies(preference.directive, revised, paper), `${preference.id}: ${revised}`).toBe(true);
        }
      }
    }
  });

  it("adds noise now and then: a pleasantry in front, or a remark on this one draft", () => {
    const comments = seeds.flatMap((seed) =>
      [0, 1, 2, 3].map((round) => createReader(seed).critique(text, paper, round).comment ?? ""),
    );
    expect(comments.some((comment) => /^(?:Nice one|Thanks|Interesting|Getting better|Good start)/.test(comment))).toBe(
      true,
    );
    expect(comments.some((comment) => /this one/i.test(comment))).toBe(true);
  });

  it("praises and gives full marks when all is well", () => {
    const reader = createReader(5);
    const rules = reader.preferences.map((preference) => `- ${inWords(preference.directive)}`).join("\n");
    const good = papers.map((one) => [one, draftTweet(one, rules).text] as const);
    const content = good.filter(
      ([one, tweet]) => reader.satisfied(tweet, one).satisfied === reader.satisfied(tweet, one).total,
    );
    expect(content.length).toBeGreaterThan(papers.length / 2);
    for (const [one, tweet] of content) expect(reader.critique(tweet, one, 9)).toMatchObject({ score: 1, about: [] });
  });

  it("does not ask for what the paper's record lacks", () => {
    const bare = { ...paper, authors: [], year: undefined, url: undefined, id: "" };
    for (const seed of seeds) {
      for (const one of createReader(seed).satisfied("A tweet.", bare).each) {
        expect(one.applicable).toBe(!["authors", "year", "link", "link-last"].includes(one.preference.id));
      }
    }
  });
});

describe("the writer and the reader together", () => {
  it("agree in the end: rules in the reader's own words are enough for the writer", () => {
    const shares = seeds.slice(0, 12).map((seed) => {
      const reader = createReader(seed);
      const rules = reader.preferences.map((preference) => `- ${preference.critiques[seed % 4] ?? ""}`).join("\n");
      const one = papers[seed % papers.length] ?? paper;
      const { satisfied, total } = reader.satisfied(draftTweet(one, rules).text, one);
      return satisfied / total;
    });
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.93);
  });
});

describe("edited", () => {
  const tweet = "Wow, an amazing paper! Boats float on water. Rafts float less well than boats do. 🚀 #Boats #Water";

  it("takes hashtags, emoji and exclamation marks out and puts the link in", () => {
    expect(edited(tweet, { kind: "hashtags", min: 0, max: 0 }, paper)).toMatch(/do\. 🚀$/);
    expect(edited(tweet, { kind: "hashtags", min: 0, max: 1 }, paper)).toMatch(/#Boats$/);
    expect(edited(tweet, { kind: "emoji", min: 0, max: 0 }, paper)).toMatch(/do\. #Boats #Water$/);
    expect(edited(tweet, { kind: "mark", mark: "exclamation mark", max: 0 }, paper)).toMatch(
      /^Wow, an amazing paper\. /,
    );
    expect(edited(tweet, { kind: "link", wanted: true }, paper)).toMatch(/#Water https:\/\/arxiv\.org\/abs\/\S+$/);
  });

  it("shortens by whole sentences, the greeting first, and keeps hashtags and link", () => {
    const shorter = edited(`${tweet} https://a.org/b`, { kind: "length", unit: "characters", max: 90 }, paper);
    expect(shorter).toBe("Boats float on water. #Boats #Water https://a.org/b");
  });

  it("leaves alone what is right already and what takes more than scissors", () => {
    expect(edited("Boats float.", { kind: "hashtags", min: 0, max: 0 }, paper)).toBeUndefined();
    expect(edited(tweet, { kind: "opening", with: "result", wanted: true }, paper)).toBeUndefined();
    expect(edited("x".repeat(300), { kind: "length", unit: "characters", max: 200 }, paper)).toBeUndefined();
  });
});

describe("choices", () => {
  it("stay within their bounds and shuffle without loss", () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(1000), fc.integer({ min: 1, max: 50 }), (seed, label, count) => {
        const luck = choices(seed, label);
        expect(luck.below(count)).toBeLessThan(count);
        const items = Array.from({ length: count }, (_, index) => index);
        expect(luck.shuffled(items).toSorted((left, right) => left - right)).toEqual(items);
      }),
    );
  });
});
