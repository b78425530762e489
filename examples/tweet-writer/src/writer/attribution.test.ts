// Names of authors and fields.
import { describe, expect, it } from "vitest";
import { paperSchema, type Paper } from "../papers/paper.js";
import { authorsLine, familyName, namesAnAuthor } from "./attribution.js";
import { fieldName, fieldTags, tagsFor } from "./fields.js";

function paperBy(...authors: string[]): Paper {
  return paperSchema.parse({ title: "T", authors });
}

describe("authors", () => {
  it.each([
    ["Ashish Vaswani", "Vaswani"],
    ["George van den Driessche", "van den Driessche"],
    ["Robert W. Frenck Jr.", "Frenck"],
    ["Curie, Marie", "Curie"],
    ["Plato", "Plato"],
    ["ATLAS Collaboration", "ATLAS Collaboration"],
  ])("the family name of %s is %s", (author, family) => expect(familyName(author)).toBe(family));

  it("names one, two, many, and groups", () => {
    expect(authorsLine(paperBy())).toBeUndefined();
    expect(authorsLine(paperBy("Yitang Zhang"))).toBe("Zhang");
    expect(authorsLine(paperBy("Jeffrey Dean", "Sanjay Ghemawat"))).toBe("Dean and Ghemawat");
    expect(authorsLine(paperBy("A. One", "B. Two", "C. Three"))).toBe("One et al.");
    expect(authorsLine(paperBy("Planck Collaboration"))).toBe("the Planck Collaboration");
  });

  it("recognises a name only as a whole word", () => {
    expect(namesAnAuthor("Hu et al. did it", paperBy("Edward Hu"))).toBe(true);
    expect(namesAnAuthor("Human work", paperBy("Edward Hu"))).toBe(false);
    expect(namesAnAuthor("Anything", paperBy())).toBe(false);
  });
});

describe("fields", () => {
  const paper = (...categories: string[]): Paper => paperSchema.parse({ title: "T", categories });

  it("finds the tag of a category, of its archive, or none", () => {
    expect(fieldTags(paper("cs.CV", "cs.LG"))).toEqual(["ComputerVision", "MachineLearning"]);
    expect(fieldTags(paper("cs.ZZ"))).toEqual(["ComputerScience"]);
    expect(fieldTags(paper("hep-lat", "cond-mat.soft"))).toEqual(["HighEnergyPhysics", "CondensedMatter"]);
    expect(fieldTags(paper("unheard.of"))).toEqual([]);
    expect(fieldTags(paper("constructor"))).toEqual([]);
  });

  it("always has two tags and a name to offer", () => {
    expect(tagsFor(paper()).length).toBeGreaterThanOrEqual(2);
    expect(fieldName(paper())).toBe("science");
    expect(fieldName(paper("q-bio.GN"))).toBe("genomics");
  });
});
