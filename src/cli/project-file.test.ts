/** `knowhow.json`: what is wrong is named with its line and key. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readProjectFile } from "./project-file.js";

const read = (content: string | Uint8Array) => {
  const folder = mkdtempSync(join(tmpdir(), "knowhow-project-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "knowhow.json");
  writeFileSync(path, content);
  return readProjectFile(path);
};

it("names instructions, their files and skills", async () => {
  const sync = [{ instructions: "a", namespace: "x/y", files: ["A.md"], skills: [{ folder: "s", description: "d" }] }];
  expect(await read(JSON.stringify({ sync }))).toEqual(sync);
});

it.each<[string | Uint8Array, string]>([
  ["", "knowhow.json is empty"],
  ['{\n "sync": [,]\n}', "Line 2, column 11"],
  ["[]", "line 1: it must be an object, not an array"],
  ["{}", "line 1: sync is missing"],
  ['{\n "sync": []\n}', "line 2: sync: names nothing to synchronise"],
  ['{\n "sync": [\n  {\n   "instructions": "a",\n   "file": ["x"]\n  }\n ]\n}', 'line 5: sync[0] has no field "file"'],
  ['{\n "sync": [\n  { "instructions": "a",\n    "files": [7] }\n ]\n}', "line 4: sync[0].files[0] must be a string"],
  ['{\n "sync": [\n  { "instructions": "a" }\n ]\n}', "line 3: sync[0]: names neither files nor skills"],
  [Buffer.from([0xff]), "not valid UTF-8"],
])("says what is wrong with %j", async (content, message) => {
  await expect(read(content)).rejects.toMatchObject({
    code: expect.stringMatching(/^invalid_(?:usage|text)$/) as unknown,
    message: expect.stringContaining(message) as unknown,
  });
});
