// `knowhow erase`: counts, asks or is told yes, and leaves nothing in the file.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { useCommands } from "./knowhow.js";

const newFolder = useCommands();

async function taught() {
  const knowhow = newFolder();
  await knowhow.json(["init", "tweets", "--seed", "Write a tweet."]);
  await knowhow.json(["feedback", "tweets", "--by", "uma", "--role", "reviewer", "Mention the zanzibarine festival."]);
  await knowhow.json(["reflect", "tweets"]);
  await knowhow.json(["feedback", "tweets", "--by", "ana", "--role", "reviewer", "Write in French."]);
  await knowhow.json(["reflect", "tweets"]);
  return knowhow;
}

test("a person is erased from the file, and what others taught stays", async () => {
  const knowhow = await taught();
  const holds = () => readFileSync(knowhow.database).includes("zanzibarine");
  expect(holds()).toBe(true);
  const dry = await knowhow.json(["erase", "--by", "uma", "--dry-run"]);
  expect(dry).toMatchObject({ by: "uma", dryRun: true, instructions: [{ erased: { feedback: 1, versions: 2 } }] });
  expect(holds()).toBe(true);
  const refused = await knowhow.fails(["erase", "--by", "uma"]);
  expect(refused).toMatchObject({ exit: 2, code: "invalid_usage", message: expect.stringContaining("--yes") });
  expect(holds()).toBe(true);
  const { code, stdout } = await knowhow(["erase", "--by", "uma", "--yes"]);
  expect(code).toBe(0);
  expect(stdout).toContain("tweets  2 versions, 1 lesson, 1 proposal");
  expect(holds()).toBe(false);
  const { text } = await knowhow.json<{ text: string }>(["show", "tweets"]);
  expect(text).toContain("Write in French.");
  expect(await knowhow.fails(["show", "tweets", "--version", "2"])).toMatchObject({ code: "version_erased" });
  expect((await knowhow(["history", "tweets"])).stdout).toMatch(/erased/);
  expect((await knowhow(["erase", "--by", "uma", "--yes"])).stdout).toContain("Nothing here comes from");
});

test("a namespace of the environment is not taken for what to erase", async () => {
  const knowhow = await taught();
  const env = { KNOWHOW_NAMESPACE: "acme" };
  await knowhow.json(["init", "other", "--seed", "Be brief."], { env });
  expect(await knowhow.fails(["erase", "--yes"], { env })).toMatchObject({ exit: 2 });
  expect(await knowhow.json(["erase", "--namespace", "acme", "--yes"])).toMatchObject({
    instructions: [{ everything: true }],
  });
  expect(await knowhow.json(["list"])).toMatchObject({ instructions: [{ name: "tweets" }] });
});

test("it is told what to erase", async () => {
  const knowhow = newFolder();
  expect(await knowhow.fails(["erase"])).toMatchObject({ exit: 2, message: expect.stringContaining("--by") });
  expect(await knowhow.fails(["erase", "--by", "a", "--run", "b"])).toMatchObject({ exit: 2 });
  expect(await knowhow.fails(["erase", "--run", "0193e7"])).toMatchObject({ code: "run_not_found" });
  expect((await knowhow(["erase", "--by", "a", "--yes"])).stdout).toContain("Nothing here comes from");
});
