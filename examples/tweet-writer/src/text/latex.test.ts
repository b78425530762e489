import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanProse } from "./clean.js";
import { latexToText } from "./latex.js";

describe("latexToText", () => {
  it.each([
    ["a share of $\\pi/\\sqrt{18} \\approx 74\\%$ of space", "a share of π/√18 ≈ 74% of space"],
    ["$\\alpha\\text{-Fe}_2\\text{O}_3$ at 5~GHz", "α-Fe₂O₃ at 5 GHz"],
    ["$1.1\\times10^{-5}$ and $O(n\\log n)$", "1.1×10⁻⁵ and O(n log n)"],
    ["the decay $B^0_s\\to\\mu^+\\mu^-$", "the decay B⁰ₛ→μ⁺μ⁻"],
    ["\\textit{really \\textbf{nested}} text", "really nested text"],
    ["G\\\"odel, Erd\\H{o}s, Eker{\\aa} and R\\'enyi", "Gödel, Erdős, Ekerå and Rényi"],
    ["it costs $5 million to run and $6 later", "it costs $5 million to run and $6 later"],
    ["between 0.14$\\sim$0.45 dB, ~1000 au", "between 0.14–0.45 dB, ~1000 au"],
    ["$\\frac{a+b}{2}$ in $\\mathbb{R}^d$", "(a+b)/2 in ℝᵈ"],
    ["``quoted'' words", "“quoted” words"],
    ["no markup at all", "no markup at all"],
  ])("%s", (latex, text) => {
    expect(latexToText(latex)).toBe(text);
  });

  it("leaves no commands behind, whatever it is given", () => {
    const piece = fc.constantFrom(
      "\\",
      "$",
      "{",
      "}",
      "^",
      "_",
      "\\alpha",
      "\\textbf{",
      "x",
      " ",
      "2",
      "\\frac{1}",
      "~",
      "\\%",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(latexToText(pieces.join(""))).not.toMatch(/\\[A-Za-z]|[{}]/);
      }),
    );
  });
});

describe("cleanProse", () => {
  it("drops reference numbers, pointers to equations, tags and control characters", () => {
    const raw = "<p>As <i>shown</i> before [1, 2],\nthe rate&nbsp;falls\u0000 (see Eqs. (13)-(14)) by 5 %.</p>";
    expect(cleanProse(raw)).toBe("As shown before, the rate falls by 5%.");
  });

  it("mends a missing space between sentences", () => {
    expect(cleanProse("It works in the upcoming world.To show this we test.")).toBe(
      "It works in the upcoming world. To show this we test.",
    );
  });

  it("gives one trimmed line for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const clean = cleanProse(text);
        expect(clean).toBe(clean.trim());
        expect(clean).not.toContain("\n");
      }),
    );
  });
});
