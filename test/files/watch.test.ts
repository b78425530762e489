/** Watching files: editors that write by a rename are seen; work is done once for all who asked, one at a time. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi, onTestFinished } from "vitest";
import { soon } from "../../src/integrations/files/soon.js";
import { watchFiles } from "../../src/integrations/files/watch.js";

test("a file that is written, replaced or made is told of; others are not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "knowhow-watch-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [file, later] = [join(folder, "AGENTS.md"), join(folder, "CLAUDE.md")];
  writeFileSync(file, "a");
  let told = 0;
  const watching = await watchFiles([file, later], () => (told += 1));
  onTestFinished(() => watching.end());
  const change = async (work: () => void) => {
    const before = told;
    work();
    await expect.poll(() => told, { timeout: 10_000 }).toBeGreaterThan(before);
  };
  await change(() => writeFileSync(file, "b"));
  writeFileSync(join(folder, "other.md"), "x");
  for (const text of ["c", "d"])
    await change(() => {
      writeFileSync(join(folder, "AGENTS.md.tmp"), text);
      renameSync(join(folder, "AGENTS.md.tmp"), file);
    });
  await change(() => writeFileSync(later, "x"));
});

test("work is done soon after the last who asked, one at a time, and not begun after the end", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let [begun, most, under] = [0, 0, 0];
  let finish = (): void => {};
  const work = soon(async () => {
    begun += 1;
    under += 1;
    most = Math.max(most, under);
    await new Promise<void>((resolve) => (finish = resolve));
    under -= 1;
  }, 100);
  work.ask();
  await vi.advanceTimersByTimeAsync(90);
  work.ask();
  await vi.advanceTimersByTimeAsync(90);
  expect(begun).toBe(0);
  await vi.advanceTimersByTimeAsync(10);
  expect(begun).toBe(1);
  work.ask();
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun).toBe(1);
  finish();
  await vi.advanceTimersByTimeAsync(200);
  expect([begun, most]).toEqual([2, 1]);
  work.ask();
  const ended = work.end();
  finish();
  await ended;
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun).toBe(2);
});
