import { describe, expect, it } from "vitest";
import { percent, shareOf, type RoundShare } from "./round.js";
import { svgChart } from "./svg.js";
import { terminalChart } from "./terminal.js";

function rounds(...satisfied: number[]): RoundShare[] {
  return satisfied.map((count, index) => ({ round: index + 1, satisfied: count, total: 4 }));
}

describe("shareOf", () => {
  it("is the share met, and full when nothing could be asked", () => {
    expect(shareOf({ round: 1, satisfied: 1, total: 4 })).toBe(0.25);
    expect(shareOf({ round: 1, satisfied: 0, total: 0 })).toBe(1);
    expect(percent(2 / 3)).toBe("67%");
  });
});

describe("terminalChart", () => {
  it("rises from 0% to 100% over labelled rounds", () => {
    const lines = terminalChart(rounds(0, 2, 4)).split("\n");
    const height = (symbols: RegExp, column: (line: string) => string): number =>
      lines.findIndex((line) => symbols.test(column(line)));
    expect(lines.find((line) => /100%/.test(line))).toMatch(/[╭─]/);
    expect(lines.find((line) => /^\s+0%/.test(line))).toMatch(/[╯─]/);
    expect(height(/[╭─]/, (line) => line.trimEnd().slice(-3))).toBeLessThan(
      height(/[╯─]/, (line) => line.slice(7, 11)),
    );
    expect(lines.at(-1)?.trim().split(/\s+/)).toEqual(["1", "2", "3"]);
  });

  it("stays narrow, also with many rounds, and takes one or none", () => {
    const many = terminalChart(
      Array.from({ length: 30 }, (_, index) => ({ round: index + 1, satisfied: index % 5, total: 4 })),
    );
    expect(Math.max(...many.split("\n").map((line) => line.length))).toBeLessThanOrEqual(76);
    expect(terminalChart(rounds(4))).toMatch(/100%┼/);
    expect(terminalChart([])).toBe("No rounds yet.");
  });
});

describe("svgChart", () => {
  const svg = svgChart(rounds(0, 2, 4), { title: "Learning <fast> & well", subtitle: "seed 7" });

  it("is one well-formed document with nothing from outside", () => {
    const open = [...svg.matchAll(/<([a-z]+)(?:\s[^<>]*)?(?<!\/)>/g)].length;
    const closed = [...svg.matchAll(/<\/[a-z]+>/g)].length;
    expect(open).toBe(closed);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg.replace(/http:\/\/www\.w3\.org\/2000\/svg/, "")).not.toMatch(/https?:|<script|NaN|undefined/);
  });

  it("names its axes, its title and every round, for eyes and for screen readers", () => {
    expect(svg).toContain("Learning &#60;fast&#62; &#38; well");
    expect(svg).toContain("Preferences met");
    expect(svg).toContain("Round (one paper each)");
    expect(svg).toContain("Round 2: 2 of 4");
    expect(svg).toContain("0% in round 1, 100% in round 3");
  });

  it("places points by their share, higher up for more", () => {
    const heights = [...svg.matchAll(/<circle [^>]*cy="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect(heights).toHaveLength(3);
    expect(heights[0]).toBeGreaterThan(heights[1] ?? 0);
    expect(heights[1]).toBeGreaterThan(heights[2] ?? 0);
  });

  it("does for dark pages too, and for one round or none", () => {
    expect(svg).toContain("prefers-color-scheme:dark");
    expect(svgChart(rounds(3), { title: "One" })).not.toMatch(/NaN/);
    expect(svgChart([], { title: "None" })).not.toMatch(/NaN|null/);
  });
});
