// Sentences, words, numerals, spelling and counting: small pieces, one file of examples.
import { describe, expect, it } from "vitest";
import { emojiIn, hashtagsIn, linksIn, tweetLength } from "./count.js";
import { hasFiniteVerb, plainVerb, singularVerb } from "./grammar.js";
import { inDigits, spelledOut } from "./numerals.js";
import { anyCase, pattern } from "./pattern.js";
import { sentencesOf } from "./sentences.js";
import { spelled } from "./spelling.js";
import { isFamiliar } from "./words.js";

describe("sentencesOf", () => {
  it("does not break after abbreviations or inside numbers", () => {
    const text = "Models such as e.g. BERT (Devlin et al. 2018) gain 4.9 points. See Fig. 2 for more. J. Smith agrees.";
    expect(sentencesOf(text)).toEqual([
      "Models such as e.g. BERT (Devlin et al. 2018) gain 4.9 points.",
      "See Fig. 2 for more.",
      "J. Smith agrees.",
    ]);
  });

  it("gives nothing for blank text", () => {
    expect(sentencesOf("  \n ")).toEqual([]);
  });
});

describe("counting as X does", () => {
  it("counts a link as 23 and an emoji as 2", () => {
    expect(tweetLength("abc")).toBe(3);
    expect(tweetLength("👩‍🔬")).toBe(2);
    expect(tweetLength(`x https://arxiv.org/abs/${"1".repeat(80)}`)).toBe(25);
  });

  it("finds links, hashtags and emoji, and nothing that only looks like them", () => {
    const tweet = "Up 3% © 2020, C# and x#y 🚀🎉 #NLP (https://arxiv.org/abs/1706.03762).";
    expect(linksIn(tweet)).toEqual(["https://arxiv.org/abs/1706.03762"]);
    expect(hashtagsIn(tweet)).toEqual(["NLP"]);
    expect(emojiIn(tweet)).toEqual(["🚀", "🎉"]);
  });
});

describe("grammar", () => {
  it.each(["SwinIR outperforms all baselines.", "Matter accounts for 31.5% of the energy.", "We can show it."])(
    "sees the finite verb of: %s",
    (sentence) => expect(hasFiniteVerb(sentence)).toBe(true),
  );

  it.each(["Towards blind face restoration with a prior", "A large set of images", "To be or"])(
    "sees none in: %s",
    (text) => expect(hasFiniteVerb(text)).toBe(false),
  );

  it("changes a verb's number", () => {
    expect(plainVerb("presents")).toBe("present");
    expect(plainVerb("studies")).toBe("study");
    expect(plainVerb("has")).toBe("have");
    expect(singularVerb("propose")).toBe("proposes");
    expect(singularVerb("study")).toBe("studies");
    expect(singularVerb("showed")).toBe("showed");
  });
});

describe("numerals", () => {
  it("spells out counts and leaves measures, names and dates alone", () => {
    expect(spelledOut("We test 3 models on 8 tasks.")).toBe("We test three models on eight tasks.");
    expect(spelledOut("2 models win.")).toBe("Two models win.");
    for (const kept of [
      "GPT-3 is 3 times 2.5",
      "up to 5% and 7×",
      "on 14 September",
      "less than 10 to 20%",
      "in 3 ms",
    ]) {
      expect(spelledOut(kept)).toBe(kept.replace("3 times", "three times"));
    }
  });

  it("writes number words as digits", () => {
    expect(inDigits("Eleven tasks and three models, not someone")).toBe("11 tasks and 3 models, not someone");
  });
});

describe("spelling", () => {
  it("goes both ways and keeps capitals", () => {
    expect(spelled("Behavior of colored fibers is analyzed", "british")).toBe(
      "Behaviour of coloured fibres is analysed",
    );
    expect(spelled("Behaviour of coloured fibres", "american")).toBe("Behavior of colored fibers");
  });

  it("leaves alone what is no mere spelling, and links and hashtags", () => {
    const kept = "We filter the draft program #Color https://color.org/color";
    expect(spelled(kept, "british")).toBe(kept);
  });
});

describe("words and patterns", () => {
  it("knows everyday words in their forms", () => {
    expect(isFamiliar("houses")).toBe(true);
    expect(isFamiliar("hyperparameter")).toBe(false);
  });

  it("joins the lines of a pattern", () => {
    const fruit = anyCase`^(?:apple|
      pear)$`;
    expect(fruit.test("PEAR")).toBe(true);
    expect(
      pattern`^a
      b$`.test("ab"),
    ).toBe(true);
  });
});
