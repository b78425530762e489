import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { ownPapers, ownPapersFile } from "./own.js";
import { linkOf } from "./paper.js";
import { PapersError, readPapers } from "./read.js";

describe("readPapers", () => {
  it("reads JSON lines and fills the gaps", () => {
    const [paper] = readPapers('{"title": " A title ", "abstract": "Text."}\n\n');
    expect(paper).toMatchObject({ title: "A title", abstract: "Text.", authors: [], categories: [], id: "" });
  });

  it("reads a JSON array", () => {
    expect(readPapers('[{"title": "One"}, {"title": "Two"}]').map((paper) => paper.title)).toEqual(["One", "Two"]);
  });

  it("reads a text file: the first line is the title", () => {
    const [paper] = readPapers("# On things\n\nAbstract: Things are\nstudied.\n");
    expect(paper).toMatchObject({ title: "On things", abstract: "Things are\nstudied." });
  });

  it.each([
    ["", /no paper/],
    ['{"title": "One"}\n{oops', /line 2.*not JSON/],
    ['{"abstract": "no title"}', /line 1/],
    ['{"title": "  "}', /needs a title/],
    ["[]", /empty list/],
  ])("says what is wrong with %j", (text, message) => {
    expect(() => readPapers(text)).toThrow(PapersError);
    expect(() => readPapers(text)).toThrow(message);
  });

  it("makes the address from an arXiv id or a DOI", () => {
    const [old, doi, unknown] = readPapers(
      '{"id": "cs/9901011", "title": "a"}\n{"id": "10.1126/science.1", "title": "b"}\n{"id": "x", "title": "c"}',
    ).map(linkOf);
    expect(old).toBe("https://arxiv.org/abs/cs/9901011");
    expect(doi).toBe("https://doi.org/10.1126/science.1");
    expect(unknown).toBeUndefined();
  });
});

describe("the example's own papers", () => {
  it("are at least 16 complete ones from several fields, each once", async () => {
    const papers = await ownPapers();
    expect(papers.length).toBeGreaterThanOrEqual(16);
    expect(new Set(papers.map((paper) => paper.id)).size).toBe(papers.length);
    expect(new Set(papers.map((paper) => paper.categories[0]?.split(".")[0])).size).toBeGreaterThanOrEqual(7);
    for (const paper of papers) {
      expect(paper.authors.length, paper.title).toBeGreaterThan(0);
      expect(paper.year, paper.title).toBeGreaterThan(2000);
      expect(linkOf(paper), paper.title).toMatch(/^https:\/\/(?:arxiv|doi)\.org\//);
      expect(paper.abstract.split(/[.!?]\s/).length, paper.title).toBeGreaterThanOrEqual(3);
      expect(paper.abstract.split(/[.!?]\s/).length, paper.title).toBeLessThanOrEqual(8);
    }
  });

  it("is one JSON object a line", async () => {
    const lines = (await readFile(ownPapersFile, "utf8")).trimEnd().split("\n");
    expect(lines.every((line) => line.startsWith('{"id":'))).toBe(true);
  });
});
