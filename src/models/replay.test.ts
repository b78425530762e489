import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Model, ModelRequest } from "../core/ports/model.js";
import { readRecordings, replay, requestHash } from "./replay.js";

const ask = (content: string): ModelRequest => ({ messages: [{ role: "user", content }] });

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "replay-"));
  file = join(folder, "deep", "answers.jsonl");
});
afterEach(() => rm(folder, { recursive: true }));

const source = (): Model & { generate: ReturnType<typeof vi.fn<Model["generate"]>> } => ({
  id: "acme:m-1",
  generate: vi.fn<Model["generate"]>(async ({ messages }) => ({
    text: `Echo: ${messages[0]?.content}`,
    usage: { inputTokens: 3, outputTokens: 2 },
  })),
});

describe("replay", () => {
  it("records once and plays back without the model", async () => {
    const model = source();
    const recorder = replay({ file, mode: "record", model });
    const first = await recorder.generate(ask("a"));
    expect(await recorder.generate(ask("a"))).toEqual(first);
    expect(await replay({ file, mode: "record", model }).generate(ask("a"))).toEqual(first);
    expect(model.generate).toHaveBeenCalledTimes(1);
    expect(await replay({ file }).generate(ask("a"))).toEqual({
      text: "Echo: a",
      usage: { inputTokens: 3, outputTokens: 2 },
    });
  });

  it("asks once for the same request asked twice at the same time", async () => {
    const model = source();
    const recorder = replay({ file, mode: "record", model });
    await Promise.all([recorder.generate(ask("a")), recorder.generate(ask("a")), recorder.generate(ask("b"))]);
    expect(model.generate).toHaveBeenCalledTimes(2);
    expect((await readRecordings(file)).map(({ request }) => request).sort()).toEqual(
      [requestHash(ask("a")), requestHash(ask("b"))].sort(),
    );
  });

  it("says on every line who wrote it", async () => {
    await replay({ file, mode: "record", model: source() }).generate(ask("a"));
    await replay({ file, mode: "record", model: source(), label: "written by hand" }).generate(ask("b"));
    const lines = (await readFile(file, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { label: string });
    expect(lines.map(({ label }) => label)).toEqual(["recorded from acme:m-1", "written by hand"]);
  });

  it("names the file, the hash and the way out when there is no recording", async () => {
    await replay({ file, mode: "record", model: source() }).generate(ask("a"));
    for (const path of [file, join(folder, "none.jsonl")]) {
      const error: unknown = await replay({ file: path })
        .generate(ask("b"))
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "recording_missing" });
      const { message } = error as Error;
      for (const part of [path, requestHash(ask("b")), '"record"']) expect(message).toContain(part);
    }
  });

  it("tells requests apart by all that is asked, and by nothing else", () => {
    const base = ask("a");
    const answer = { name: "n", schema: { type: "object", properties: {} } };
    const variants = [
      base,
      ask("b"),
      { ...base, answer },
      { ...base, answer: { ...answer, name: "m" } },
      { ...base, maxOutputTokens: 9 },
    ];
    expect(new Set(variants.map(requestHash)).size).toBe(variants.length);
    expect(requestHash({ ...base, answer })).toBe(
      requestHash({ answer: { schema: { properties: {}, type: "object" }, name: "n" }, ...base }),
    );
  });

  it("names the line that is no recording", async () => {
    const broken = join(folder, "broken.jsonl");
    await replay({ file: broken, mode: "record", model: source() }).generate(ask("a"));
    await writeFile(broken, `${await readFile(broken, "utf8")}\n{"request":"x"}\n`);
    await expect(replay({ file: broken }).generate(ask("a"))).rejects.toMatchObject({
      code: "recording_missing",
      message: expect.stringContaining("Line 3"),
    });
  });

  it("keeps nothing of a call that failed, and asks again next time", async () => {
    const model = source();
    model.generate.mockRejectedValueOnce(new Error("down"));
    const recorder = replay({ file, mode: "record", model });
    await expect(recorder.generate(ask("a"))).rejects.toThrow("down");
    await expect(recorder.generate(ask("a"))).resolves.toMatchObject({ text: "Echo: a" });
  });

  it("needs a model to record from", () => {
    expect(() => replay({ file, mode: "record" })).toThrow(expect.objectContaining({ code: "invalid_policy" }));
  });
});
