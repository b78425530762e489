// Text can be read on every ground it stands on, in light and in dark: WCAG 2.2, 1.4.3 (AA), from the tokens.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const tokens = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const pairs = new Map(
  [...tokens.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const,
  ),
);

/** Text colour → the grounds it is used on. */
const used: Readonly<Record<string, readonly string[]>> = {
  ink: ["paper", "sheet", "sunk", "pen-ground"],
  "ink-soft": ["paper", "sheet", "sunk", "pen-ground"],
  "ink-faint": ["paper", "sheet", "sunk", "pen-ground"],
  pen: ["paper", "sheet", "sunk", "pen-ground"],
  "on-pen": ["pen"],
  paper: ["ink", "remove"],
  add: ["paper", "sheet", "add-ground"],
  remove: ["paper", "sheet", "remove-ground"],
  warn: ["paper", "sheet", "warn-ground"],
  operator: ["paper", "sheet", "sunk", "pen-ground"],
  reviewer: ["paper", "sheet", "sunk", "pen-ground"],
  user: ["paper", "sheet", "sunk", "pen-ground"],
  model: ["paper", "sheet", "sunk", "pen-ground"],
  tool: ["paper", "sheet", "sunk"],
  external: ["paper", "sheet", "sunk"],
};

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test("contrast as the standard defines it", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

for (const look of ["light", "dark"] as const) {
  test(`every text colour reaches 4.5 on its grounds, in ${look}`, () => {
    const faults = Object.entries(used).flatMap(([text, grounds]) =>
      grounds.flatMap((ground) => {
        const ratio = contrast(pairs.get(text)?.[look] ?? "#777777", pairs.get(ground)?.[look] ?? "#777777");
        return ratio < 4.5 ? [`${text} on ${ground}: ${ratio.toFixed(2)}`] : [];
      }),
    );
    expect(faults).toEqual([]);
  });

  test(`borders of fields reach 3 on their grounds, in ${look}`, () => {
    const line = pairs.get("line-strong")?.[look] ?? "#777777";
    for (const ground of ["paper", "sheet"]) {
      expect(contrast(line, pairs.get(ground)?.[look] ?? line), ground).toBeGreaterThanOrEqual(3);
    }
  });
}
