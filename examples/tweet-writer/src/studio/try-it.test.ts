import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Trial, TrialAnswer } from "knowhow/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { papersAt } from "../papers/files.js";
import { ownPapers } from "../papers/own.js";
import { PapersError } from "../papers/read.js";
import { tweetWriterToTry } from "./try-it.js";

const trial = (input: string, instructions = "Write a tweet.\n"): Trial => ({
  input,
  sample: null,
  instructions,
  templateFormat: "none",
  ref: null,
  address: { namespace: [], name: "tweet-writer" },
  signal: new AbortController().signal,
});

describe("the writer to try", () => {
  it("writes about a sample by the rules, and says which it does not understand", async () => {
    const { samples = [], run } = tweetWriterToTry(await ownPapers(), null);
    const [sample] = samples;
    if (!sample) throw new Error("no sample");
    const rules = "Write a tweet.\n\n- Do not use hashtags.\n- Write in the voice of a pirate.\n";
    const { output, notes = [] } = (await run({ ...trial(sample.text, rules), sample })) as TrialAnswer;
    expect(output).toContain("BERT");
    expect(output).not.toContain("#");
    expect(notes.join(" ")).toContain("voice of a pirate");
  });

  it.each([
    ["On naps\n\nA nap of 20 minutes improves recall by 11 percent.", "improves recall"],
    ["A nap of 20 minutes improves recall by 11 percent. We tested 200 people twice.", "recall"],
    ['{"title": "On naps", "abstract": "A nap improves recall by 11 percent."}', "improves recall"],
  ])("reads what is pasted: %j", async (text, told) => {
    const { output } = (await tweetWriterToTry([], null).run(trial(text))) as TrialAnswer;
    expect(output).toContain(told);
  });

  it("says what is wrong with what is pasted", () => {
    expect(() => tweetWriterToTry([], null).run(trial("{oops"))).toThrow(/no paper that can be read.*not JSON/);
  });
});

describe("papersAt", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "papers-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("reads a folder by the names of its files, and leaves out a readme", async () => {
    await expect(papersAt(folder)).rejects.toThrow(/holds no papers/);
    await writeFile(join(folder, "b.txt"), "The second\n\nText.");
    await writeFile(join(folder, "a.jsonl"), '{"title": "The first"}\n');
    await writeFile(join(folder, "README.md"), "# No paper\n");
    expect((await papersAt(folder)).map(({ title }) => title)).toEqual(["The first", "The second"]);
    expect((await papersAt(join(folder, "b.txt"))).map(({ title }) => title)).toEqual(["The second"]);
    await writeFile(join(folder, "c.json"), "{oops");
    await expect(papersAt(folder)).rejects.toThrow(/^c\.json: .*line 1.*not JSON/);
    await expect(papersAt(join(folder, "none"))).rejects.toThrow(PapersError);
  });
});
