// Attribution on what a model really answered; README.md tells how the answers were recorded.
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { replay } from "../../src/models/replay.js";
import { attributeBy } from "../../src/reflect/team/attribute.js";
import { fileOf } from "./played.js";
import { attributionInput, teamSituations } from "./situations/team.js";

it.each(teamSituations.map(({ name }) => name))("team: %s", async (name) => {
  const situation = teamSituations.find((one) => one.name === name);
  if (!situation) throw new Error(`There is no situation "${name}".`);
  const { decisions, usage } = await attributeBy(
    replay({ file: fileURLToPath(fileOf("team")) }),
    attributionInput(situation),
  );
  expect(usage.calls).toBe(1);
  const said = decisions.map(({ to, unsure }) => (unsure ? "unsure" : [...to].sort()));
  expect(said).toHaveLength(situation.expected.length);
  said.forEach((one, index) => {
    const right = situation.expected[index]?.map((names) => (names === "unsure" ? names : [...names].sort()));
    expect(right, `L${index + 1}`).toContainEqual(one);
  });
});
