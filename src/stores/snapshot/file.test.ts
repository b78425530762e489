import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fileSnapshot } from "./file.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "knowhow-snapshot-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const text = (words: string) => ({ text: words, version: 1, label: "production" });

test("what was saved last is loaded again, also by another process, byte for byte", async () => {
  const path = join(folder, "deep", "kept.json");
  const one = fileSnapshot(path);
  expect(await one.load("a")).toBeNull();
  expect(existsSync(path)).toBe(false);
  await Promise.all([one.save("a", text("Old.")), one.save("b", text("👩‍🚀\r\n\u2028")), one.save("a", text("New."))]);
  const other = fileSnapshot(path);
  expect(await other.load("a")).toEqual(text("New."));
  expect(await other.load("b")).toEqual(text("👩‍🚀\r\n\u2028"));
  expect(readdirSync(join(folder, "deep"))).toEqual(["kept.json"]);
  if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("keeps the thousand saved last", async () => {
  const snapshot = fileSnapshot(join(folder, "many.json"));
  await Promise.all(Array.from({ length: 1005 }, (_none, index) => snapshot.save(`k${index}`, text("x"))));
  const again = fileSnapshot(join(folder, "many.json"));
  expect(await again.load("k4")).toBeNull();
  expect(await again.load("k5")).toEqual(text("x"));
});

test.each(["", "{", "null", '{"texts":{}}', '{"texts":[["a",null]]}', "\0\0"])(
  "a file that holds %j counts as empty, and is replaced",
  async (content) => {
    const path = join(folder, "broken.json");
    writeFileSync(path, content);
    const snapshot = fileSnapshot(path);
    expect(await snapshot.load("a")).toBeNull();
    await snapshot.save("a", text("Good."));
    expect(readFileSync(path, "utf8")).toContain("Good.");
  },
);

test("a failed save is told, and the next one is tried", async () => {
  const path = join(folder, "kept.json");
  mkdirSync(path);
  const snapshot = fileSnapshot(path);
  await expect(snapshot.save("a", text("One."))).rejects.toThrow(/EISDIR|EPERM|directory/);
  rmSync(path, { recursive: true });
  await snapshot.save("b", text("Two."));
  expect(await fileSnapshot(path).load("a")).toEqual(text("One."));
  expect(readdirSync(folder)).toEqual(["kept.json"]);
});

test("a path that is none is refused", () => {
  expect(() => fileSnapshot(" ")).toThrow(expect.objectContaining({ code: "invalid_policy" }));
});
