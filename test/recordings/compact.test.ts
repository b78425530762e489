// Compaction on what a model really answered; README.md tells how the answers were recorded.
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { replay } from "../../src/models/replay.js";
import { mergesByModel } from "../../src/reflect/compact/by-model.js";
import { fileOf } from "./played.js";
import { compactionInput, compactionSituations } from "./situations/compaction.js";

it.each(compactionSituations.map(({ name }) => name))("compact: %s", async (name) => {
  const situation = compactionSituations.find((one) => one.name === name);
  if (!situation) throw new Error(`There is no situation "${name}".`);
  const input = compactionInput(situation);
  const { merges, usage } = await mergesByModel(replay({ file: fileURLToPath(fileOf("compact")) }), input);
  expect(usage.calls).toBe(1);
  const placeOf = (id: string): number => input.rules.findIndex((rule) => rule.id === id) + 1;
  const groups = merges.map(({ blocks, text }) => ({ places: blocks.map(placeOf).sort((a, b) => a - b), text }));
  groups.sort((a, b) => (a.places[0] ?? 0) - (b.places[0] ?? 0));
  expect(groups.map(({ places }) => places)).toEqual(situation.groups);
  groups.forEach(({ text }, index) => {
    for (const words of situation.keeps[index] ?? []) expect(text).toMatch(words);
  });
});
