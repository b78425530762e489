// Reading an abstract: roles of sentences, openings, references, shortening, names, ranking.
import { describe, expect, it } from "vitest";
import { lexRank, similarity } from "./lexrank.js";
import { abbreviationsIn, methodName } from "./names.js";
import { balanced, capitalised, settingOf, unframed, withoutConnective } from "./openings.js";
import { resolved } from "./references.js";
import { isAside, roleOf } from "./roles.js";
import { shorterForms } from "./shorten.js";
import { digest, roleWithin } from "./statements.js";

describe("roleOf", () => {
  it.each([
    ["Our model outperforms all baselines on eight tasks.", "result"],
    ["We prove that the problem is NP-hard.", "result"],
    ["The new drug cuts deaths by 12%.", "result"],
    ["We propose a new framework for parsing.", "method"],
    ["This paper presents a data set of street signs.", "method"],
    ["However, existing methods struggle with long text.", "problem"],
    ["Long-range dependencies are crucial for translation.", "problem"],
    ["The river flows north.", "other"],
  ] as const)("%s is %s", (sentence, role) => expect(roleOf(sentence)).toBe(role));

  it("takes notes on code and data for asides", () => {
    expect(isAside("Code is available at https://example.org/x.")).toBe(true);
    expect(roleOf("Code that outperforms all is available at https://example.org/x.")).toBe("other");
  });
});

describe("openings", () => {
  it("drops connectives, one after another", () => {
    expect(withoutConnective("However, in this paper, we show a way.")).toBe("We show a way.");
    expect(withoutConnective("In this paper we show a way.")).toBe("We show a way.");
    expect(withoutConnective("In addition to speed, it saves memory.")).toBe("In addition to speed, it saves memory.");
    expect(withoutConnective("So far we have built one.")).toBe("So far we have built one.");
  });

  it("takes a claim out of its frame", () => {
    expect(unframed("Extensive experiments on X and Y show that our model improves recall.")).toBe(
      "Our model improves recall.",
    );
    expect(unframed("It is shown that tides matter.")).toBe("Tides matter.");
    expect(unframed("We study tides, and conclude that, in winter, tides matter.")).toBe("In winter, tides matter.");
  });

  it("does not mistake a noun phrase for a claim", () => {
    expect(unframed("The results show the ability to command the drone at 8 frames per second.")).toBeUndefined();
    expect(unframed("Our results suggest substantial room to improve reasoning.")).toBeUndefined();
    expect(unframed("It is known that a is hard and that b is easy.")).toBeUndefined();
  });

  it("tells a setting from a list", () => {
    expect(settingOf("To address this problem, we build a boat.")).toMatchObject({
      rest: "We build a boat.",
      pointsBack: true,
    });
    expect(settingOf("Using oak, ash and elm, we build a boat.")?.rest).toBe("We build a boat.");
    expect(settingOf("Boats, like cars, rust.")).toBeUndefined();
  });

  it("keeps names that start small", () => {
    expect(capitalised("kNN works")).toBe("kNN works");
    expect(capitalised("a boat")).toBe("A boat");
  });

  it("checks brackets and quotation marks, half-open intervals apart", () => {
    expect(balanced("for γ ∈ (0,1] (and “more”)")).toBe(true);
    expect(balanced("for (this")).toBe(false);
    expect(balanced("so “called")).toBe(false);
  });
});

describe("resolved", () => {
  const before = ["We introduce Boaty, a boat."];

  it("puts the name where the sentence points at the method", () => {
    expect(resolved("It floats well.", "Boaty", before)).toEqual({ text: "Boaty floats well.", dangling: 0 });
    expect(resolved("Our proposed method floats well.", "Boaty", [])).toEqual({
      text: "Boaty floats well.",
      dangling: 0,
    });
  });

  it("does not take a method criticised earlier for the paper's own", () => {
    expect(resolved("This method sinks.", "Boaty", ["Rafts are common."]).dangling).toBe(2);
  });

  it.each(["It floats.", "These boats float.", "The former floats.", "Both float."])(
    "%s hangs in the air",
    (sentence) => expect(resolved(sentence, undefined, []).dangling).toBe(2),
  );

  it.each(["This paper tests boats.", "Boats that float are safe.", "We compare boats with those of Rome."])(
    "%s stands alone",
    (sentence) => expect(resolved(sentence, undefined, []).dangling).toBe(0),
  );

  it("notices a slighter pointer", () => {
    expect(resolved("We sail these boats.", undefined, []).dangling).toBe(1);
  });
});

describe("shorterForms", () => {
  const texts = (sentence: string): string[] => shorterForms(sentence).map((form) => form.text);

  it("cuts before trailing clauses and drops asides in brackets", () => {
    expect(texts("The new boat outperforms all rafts (see below), while the crew needs less food.")).toEqual([
      "The new boat outperforms all rafts (see below), while the crew needs less food.",
      "The new boat outperforms all rafts, while the crew needs less food.",
      "The new boat outperforms all rafts (see below).",
      "The new boat outperforms all rafts.",
    ]);
  });

  it("does not cut a contrast in half, a list, or a comparison", () => {
    expect(texts("The boat sinks in calm water, but it floats in a storm.")).toHaveLength(1);
    expect(texts("The boat carries apples, pears, and plums over the sea.")).toHaveLength(1);
    expect(texts("The moduli of the boat are 25% lower, respectively, than those of the raft.")).toHaveLength(1);
  });

  it("never leaves a clause that waits for another", () => {
    const forms = texts("While the boat floats on water, which is rare, the raft sinks at once.");
    for (const form of forms) expect(form).toMatch(/sinks at once\.$/);
  });

  it("refuses numbered fragments", () => {
    expect(texts("The design has (1) a keel, (2) a mast, and (3) a sail for wind.")).not.toContain(
      "The design has (1) a keel.",
    );
  });
});

describe("names", () => {
  it("finds the method's name in the title or where it is introduced", () => {
    expect(methodName("Boaty: Floating Well", "We build Boaty.")).toBe("Boaty");
    expect(methodName("On boats", "We introduce BoatNet, a boat. BoatNet floats.")).toBe("BoatNet");
    expect(methodName("Data: a story", "We tell a story.")).toBeUndefined();
  });

  it("pairs abbreviations with their long forms", () => {
    const found = abbreviationsIn("State Space Models (SSMs) and in vitro fertilisation (IVF), but not that (OK).");
    expect([...found]).toEqual([
      ["SSM", "State Space Models"],
      ["IVF", "in vitro fertilisation"],
    ]);
  });
});

describe("ranking", () => {
  it("prefers the sentence that resembles the others", () => {
    const ranks = lexRank(["Boats float on water.", "Wooden boats float well on water.", "Cats sleep."]);
    expect(Math.max(...ranks)).toBe(1);
    expect(ranks[2]).toBeLessThan(Math.min(ranks[0] ?? 0, ranks[1] ?? 0));
  });

  it("compares texts by their content words", () => {
    expect(similarity("boats float", "the boat floats")).toBeCloseTo(1);
    expect(similarity("boats float", "cats sleep")).toBe(0);
  });
});

describe("digest", () => {
  const paper = {
    id: "",
    title: "Boaty: A Boat",
    abstract:
      "Rafts have been the main way over water for years. However, rafts are slow. In this paper, we introduce Boaty, " +
      "a boat with a keel. It outperforms rafts by 20% on all rivers. Code is available at https://example.org.",
    authors: [],
    categories: [],
  };

  it("puts the result first, with the name in place of the pronoun, and leaves out asides", () => {
    const { statements } = digest(paper);
    expect(statements[0]).toMatchObject({ text: "Boaty outperforms rafts by 20% on all rivers.", role: "result" });
    expect(statements.some((statement) => statement.text.includes("https"))).toBe(false);
  });

  it("has no statements without an abstract", () => {
    expect(digest({ ...paper, abstract: "  " }).statements).toEqual([]);
  });

  it("judges a tweet's sentence by the abstract when its own words do not tell", () => {
    expect(roleWithin(paper, "Rafts were the main way over water.")).toBe("problem");
  });
});
