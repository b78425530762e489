/** Instructions as a skill: the front matter is a person's, the body comes back as a proposal, the format is kept. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { createMemory, memoryStore } from "knowhow";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { findSkill, putSkill } from "../../src/integrations/files/skill.js";
import { syncPlace } from "../../src/integrations/files/sync.js";
import { shownOf } from "../../src/integrations/files/written.js";

const olga = { id: "olga", role: "operator" } as const;
const ana = { id: "ana", role: "reviewer" } as const;
const address = { namespace: ["acme"], name: "coding rules" };
const skill = { name: "coding", description: "How code is written here: for every change." };

async function open() {
  const root = mkdtempSync(join(tmpdir(), "knowhow-skill-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const memory = createMemory({ store: memoryStore(), maxAge: 0 });
  const rules = memory.instructions(address.name, {
    namespace: address.namespace,
    seed: "Write code.\n\n- Be kind.\n",
  });
  const path = join(root, ".agents/skills/coding/SKILL.md");
  const read = () => readFileSync(path, "utf8");
  const write = (content: string | Uint8Array) => {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, content);
  };
  const sync = ({ folder = ".agents/skills/coding", description = "", ...more } = {}) =>
    syncPlace(rules, {
      root,
      place: { skill: folder, ...(description === "" ? {} : { description }) },
      by: ana,
      store: memory.store,
      ...more,
    });
  return { root, memory, rules, path, read, write, sync };
}

describe("a skill", () => {
  it("is made in the format, with version and digest as strings", async () => {
    const { read, sync, path } = await open();
    await expect(sync()).rejects.toMatchObject({ message: expect.stringContaining("--description") as unknown });
    expect(existsSync(join(path, ".."))).toBe(false);
    expect(await sync({ description: "What: it does" })).toMatchObject({
      file: join(".agents/skills/coding/SKILL.md"),
      status: "written",
    });
    const [, front = "", body] = read().split("---\n");
    expect(parse(front)).toEqual({
      name: "coding",
      description: "What: it does",
      metadata: {
        "knowhow-instructions": "acme/coding%20rules",
        "knowhow-version": "1",
        "knowhow-digest": expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as unknown,
      },
    });
    expect(body).toBe("\nWrite code.\n\n- Be kind.\n");
    expect(await sync()).toMatchObject({ status: "unchanged" });
  });

  it("keeps what a person makes of the front matter, and proposes what they make of the body", async () => {
    const { rules, read, write, sync } = await open();
    await sync({ description: "Old." });
    const front = "description: >-\n  New words,\n  folded. # mine\nlicense:   MIT\n";
    write(read().replace("description: Old.\n", front).replace("kind", "very kind").replaceAll("\n", "\r\n"));
    const { status, proposal } = await sync({ description: "Of the command line." });
    expect([status, proposal?.text, proposal?.by]).toEqual(["proposed", "Write code.\n\n- Be very kind.\n", ana]);
    await rules.accept(proposal?.id ?? "", { by: olga });
    expect(await sync()).toMatchObject({ status: "written", version: 2 });
    expect(read()).toContain(front.replaceAll("\n", "\r\n"));
    expect(read()).toContain('knowhow-version: "2"\r\n');
    expect(read()).toMatch(/\r\n---\r\n\r\nWrite code\.\r\n\r\n- Be very kind\.\r\n$/);
  });

  it("of a person's own is taken over where it says the same, and left alone where it does not", async () => {
    const { rules, read, write, sync } = await open();
    const front = "---\nname: coding\ndescription: Mine. # yes\nmetadata: {author: ana, version: '1.0'}\n---\n";
    write(`${front}Something else.\n`);
    await expect(sync()).rejects.toMatchObject({
      code: "invalid_usage",
      message: expect.stringContaining("init NAME --from") as unknown,
    });
    write(`${front}${(await rules.current()).text}`);
    expect(await sync()).toMatchObject({ status: "written" });
    expect(parse(read().split("---\n")[1] ?? "")).toMatchObject({
      description: "Mine.",
      metadata: { author: "ana", version: "1.0", "knowhow-version": "1" },
    });
    expect(read()).toContain("# yes");
  });

  const file = (front: string) => `---\n${front}---\n\nText.\n`;
  it.each<[string, string | Uint8Array, RegExp]>([
    ["no front matter", "Text.\n", /coding\/SKILL\.md: It has no front matter/],
    ["no end of it", "---\nname: coding\n", /no front matter/],
    ["broken YAML", file("name: coding\ndescription: a: b\n"), /Line 3 .* no YAML/],
    ["a list", file("- name\n"), /keys and values/],
    ["another name", file("description: x\nname: other\n"), /Line 3 must have the name of the folder, coding/],
    ["no description", file("name: coding\n"), /description is missing/],
    ["an empty one", file('name: coding\ndescription: " "\n'), /Line 3: the description must not be empty/],
    ["a number for it", file("name: coding\ndescription: 7\n"), /must be text/],
    ["a long one", file(`name: coding\ndescription: ${"x".repeat(1025)}\n`), /1025 characters; at most 1024/],
    ["metadata as text", file("name: coding\ndescription: x\nmetadata: y\n"), /Line 4: metadata/],
    [
      "other instructions",
      file("name: coding\ndescription: x\nmetadata:\n  knowhow-instructions: a/b\n"),
      /holds the instructions a\/b/,
    ],
    ["bytes", Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff]), /not valid UTF-8/],
  ])("is refused with %s, and stays as it was", async (_what, content, message) => {
    const { write, path, sync } = await open();
    write(content);
    await expect(sync({ description: "x" })).rejects.toMatchObject({
      code: expect.stringMatching(/^invalid_(?:usage|text)$/) as unknown,
      message: expect.stringMatching(message) as unknown,
    });
    expect(readFileSync(path).equals(Buffer.from(content))).toBe(true);
  });

  it.each(["Coding", "-coding", "cod--ing", "coding-", "c oding", "é", "x".repeat(65)])(
    "cannot be called %s",
    async (name) => {
      const { sync } = await open();
      await expect(sync({ folder: name, description: "x" })).rejects.toMatchObject({ code: "invalid_usage" });
    },
  );

  it("gives back any text that was put in, and the front matter to the byte", () => {
    const piece = fc.constantFrom("---", "a", "", "name: x", "\r", "é", "```", "- b");
    const text = fc
      .array(fc.tuple(piece, fc.constantFrom("\n", "\r\n", " ")), { maxLength: 8 })
      .map((all) => all.flat().join(""));
    const seed = Date.now() % 2 ** 31;
    process.stdout.write(`skill: seed ${seed}\n`);
    fc.assert(
      fc.property(text, text, (first, second) => {
        const one = putSkill(null, address, skill, { version: 1, text: first, discard: false });
        expect(findSkill(one, address, skill)).toMatchObject({ version: 1, shown: shownOf(first) });
        const two = putSkill(one, address, skill, { version: 2, text: second, discard: false });
        expect(findSkill(two, address, skill)).toMatchObject({ version: 2, shown: shownOf(second) });
        const back = putSkill(two, address, skill, { version: 1, text: first, discard: false });
        expect(back.equals(one)).toBe(true);
      }),
      { seed, numRuns: 300 },
    );
  });
});

it("of two who synchronise the same edit at once, one proposes", async () => {
  const { memory, rules, read, write, sync } = await open();
  await sync({ description: "x" });
  write(read().replace("kind", "clear"));
  const statuses = (await Promise.all([sync(), sync(), sync()])).map(({ status }) => status);
  expect(statuses.sort()).toEqual(["proposed", "waiting", "waiting"]);
  expect((await rules.proposals()).items).toHaveLength(1);
  const claims = await memory.store.addresses(["acme"]);
  expect(claims.items.map(({ name }) => name)).toEqual(["coding rules"]);
});
