// Each check with a tweet that passes and one that fails.
import { describe, expect, it } from "vitest";
import type { Paper } from "../../papers/paper.js";
import { describe as inWords, type Directive } from "./directive.js";
import { failures, satisfies } from "./satisfies.js";

const paper: Paper = {
  id: "1706.03762",
  title: "Attention Is All You Need",
  abstract: "Recurrent networks are slow to train. We propose the Transformer. The Transformer scores 28.4 BLEU.",
  authors: ["Ashish Vaswani", "Noam Shazeer"],
  categories: ["cs.CL"],
  year: 2017,
  url: "https://arxiv.org/abs/1706.03762",
};

const result = "The Transformer reaches 28.4 BLEU.";
const cases: readonly (readonly [Directive, string, string])[] = [
  [{ kind: "length", unit: "characters", max: 40 }, result, `${result} ${result}`],
  [{ kind: "length", unit: "words", min: 3, max: 6 }, result, `${result} ${result}`],
  [{ kind: "hashtags", min: 0, max: 0 }, "C# is fine.", "Fine. #NLP"],
  [{ kind: "hashtags", min: 1 }, "Fine. #NLP", "Fine."],
  [{ kind: "field-hashtag" }, "Fine. #nlp", "Fine. #Cats"],
  [{ kind: "hashtag-place", at: "end" }, "Fine. #NLP #AI", "A #NLP paper. #AI"],
  [{ kind: "emoji", min: 0, max: 1 }, "Fine 🚀", "Fine 🚀🚀"],
  [{ kind: "opening", with: "result", wanted: true }, `🚀 ${result} We propose it.`, `We propose it. ${result}`],
  [{ kind: "opening", with: "question", wanted: true }, `What did they find? ${result}`, result],
  [{ kind: "opening", with: "question", wanted: false }, result, `What did they find? ${result}`],
  [{ kind: "opening", with: "number", wanted: true }, "28.4 BLEU: the Transformer scores well.", result],
  [{ kind: "opening", with: "title", wanted: true }, `“Attention Is All You Need”: ${result}`, result],
  [{ kind: "opening", with: "authors", wanted: true }, `Vaswani and Shazeer: ${result}`, result],
  [{ kind: "opening", with: "emoji", wanted: true }, `🚀 ${result}`, `${result} 🚀`],
  [{ kind: "opening", with: "method", wanted: true }, "We propose the Transformer.", result],
  [{ kind: "opening", with: "problem", wanted: true }, "However, networks are slow to train.", result],
  [{ kind: "ending", with: "question", wanted: true }, `${result} Surprised? 🚀 #NLP https://a.org/b`, result],
  [{ kind: "link", wanted: true }, `${result} https://arxiv.org/abs/1706.03762`, result],
  [{ kind: "link-place", at: "end" }, `${result} #NLP https://a.org/b`, `https://a.org/b ${result}`],
  [{ kind: "link-place", at: "start" }, `https://a.org/b ${result}`, `${result} https://a.org/b`],
  [{ kind: "authors", wanted: true }, `${result} — Vaswani et al.`, result],
  [{ kind: "authors", wanted: false }, result, `${result} — Vaswani et al.`],
  [{ kind: "title", wanted: true }, `${result} — “Attention is all you need”`, result],
  [{ kind: "year", wanted: true }, `${result} (2017)`, result],
  [{ kind: "person", as: "we" }, "We show it.", "They show it."],
  [{ kind: "person", as: "they" }, "They show it in the US.", "Our results show it."],
  [{ kind: "mark", mark: "exclamation mark", max: 0 }, result, "Wow!"],
  [{ kind: "mark", mark: "dash", max: 0 }, "From 3–5 to well-known.", `${result} — V.`],
  [{ kind: "mark", mark: "colon", max: 0 }, "At 12:30.", "So: no."],
  [
    { kind: "plain-words" },
    "The cat sat on the mat and ate fish.",
    "Convolutional hyperparameters regularise embeddings.",
  ],
  [{ kind: "abbreviations" }, "An AI reads DNA. #NLP", "BLEU is high."],
  [{ kind: "layout", as: "bullets" }, "• One.\n• Two.", "One. Two."],
  [{ kind: "layout", as: "lines" }, "One.\nTwo.", "One. Two."],
  [{ kind: "layout", as: "paragraph" }, "One. Two.", "One.\nTwo."],
  [{ kind: "spelling", as: "british" }, "The colour is grey.", "The color is gray."],
  [{ kind: "sentences", min: 1, max: 1 }, `${result} #NLP 🚀`, `${result} Yes.`],
  [{ kind: "sentence-length", max: 5 }, result, "This one has more than five words."],
  [{ kind: "numerals", as: "words" }, "Three models gain 28.4 points.", "We test 3 models."],
  [{ kind: "numerals", as: "digits" }, "We test 3 models.", "We test three models."],
  [{ kind: "shouting" }, "BLEU is high.", "NEW paper."],
  [{ kind: "hype" }, result, "An amazing paper."],
  [{ kind: "figure", wanted: true }, result, "From 2017, it is good."],
  [{ kind: "cover", role: "method" }, `${result} We propose the Transformer.`, result],
  [{ kind: "phrase", text: "novel", wanted: false }, "A novelty.", "A Novel idea."],
  [{ kind: "phrase", text: "via arXiv", wanted: true }, "Seen via arXiv", "Seen."],
];

describe("satisfies", () => {
  it.each(cases.map(([directive, good, bad]) => [inWords(directive), directive, good, bad] as const))(
    "%s",
    (_, directive, good, bad) => {
      expect(satisfies(directive, good, paper), good).toBe(true);
      expect(satisfies(directive, bad, paper), bad).toBe(false);
    },
  );

  it("covers every kind of directive", () => {
    const kinds = new Set(cases.map(([directive]) => directive.kind));
    expect(kinds.size).toBe(26);
  });

  it("lists what fails, in order", () => {
    const all: Directive[] = [{ kind: "hype" }, { kind: "link", wanted: true }, { kind: "shouting" }];
    expect(failures(all, "An AMAZING paper.", paper)).toEqual(all);
  });
});
