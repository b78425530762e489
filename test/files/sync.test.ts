/** Files with instructions between markers: bytes outside stay, edits inside come back as exactly those edits. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { createMemory, memoryStore } from "knowhow";
import { describe, expect, it, onTestFinished } from "vitest";
import { findMarked, putMarked } from "../../src/integrations/files/marked.js";
import { type SyncInput, syncPlace } from "../../src/integrations/files/sync.js";
import { editedText, shownOf } from "../../src/integrations/files/written.js";

const olga = { id: "olga", role: "operator" } as const;
const ana = { id: "ana", role: "reviewer" } as const;
const address = { namespace: ["acme"], name: "coding rules" };
const seed = Date.now() % 2 ** 31;
const piece = fc.constantFrom(
  "- Be kind.",
  "x",
  "",
  "é",
  "\r",
  "<!-- knowhow:end -->",
  "<!-- knowhow-:end -->",
  " <!--knowhow:begin x -->",
  "---",
  "```",
  "<!--",
);
const text = fc
  .array(fc.tuple(piece, fc.constantFrom("\n", "\r\n", " ")), { maxLength: 8 })
  .map((all) => all.flat().join(""));
const outside = fc.array(fc.constantFrom("# Mine\n", "\r\n", "text", "\xff\xfe", "<!-- other -->\n", "\n"), {
  maxLength: 6,
});

describe("a marked block", () => {
  it("keeps every byte outside, and gives back what was put in", () => {
    process.stdout.write(`files: seed ${seed}\n`);
    const bytes = fc.tuple(outside, outside).map((both) => both.map((all) => Buffer.from(all.join(""), "latin1")));
    fc.assert(
      fc.property(bytes, text, text, ([head = Buffer.alloc(0), tail = Buffer.alloc(0)], first, second) => {
        const one = putMarked(head, address, 1, first);
        const whole = Buffer.concat([one, tail]);
        const found = findMarked(whole, address);
        expect(found).toMatchObject({ version: 1, shown: shownOf(first) });
        if (!found) return;
        const two = putMarked(whole, address, 2, second);
        const again = findMarked(two, address);
        expect(again).toMatchObject({ version: 2, shown: shownOf(second) });
        expect(two.subarray(0, again?.start).equals(whole.subarray(0, found.start))).toBe(true);
        expect(two.subarray(again?.end).equals(whole.subarray(found.end))).toBe(true);
        expect(editedText(first, shownOf(first))).toBe(first);
        expect(shownOf(editedText(first, shownOf(second)))).toBe(shownOf(second));
      }),
      { seed, numRuns: 500 },
    );
  });

  it.each([
    ["<!-- knowhow:begin acme/coding%20rules v1 -->\n", /Line 1 .*broken/],
    ["a\n<!-- knowhow:end -->\n", /Line 2 .*does not begin/],
    ["BEGIN\nx\n", /Line 1 .*does not end/],
    ["BEGIN\nBEGIN\n<!-- knowhow:end -->\n", /Line 2 .*inside of the one that begins on line 1/],
    ["BEGIN\n<!-- knowhow:end -->\nBEGIN\n<!-- knowhow:end -->\n", /Line 3 .*second block/],
  ])("is refused where markers are wrong: %j", (file, message) => {
    const begin = `<!-- knowhow:begin acme/coding%20rules v1 sha256:${"0".repeat(64)} -->`;
    const bytes = Buffer.from(file.replaceAll("BEGIN", begin));
    expect(() => findMarked(bytes, address)).toThrow(
      expect.objectContaining({ code: "invalid_usage", message: expect.stringMatching(message) as unknown }),
    );
  });
});

async function open() {
  const root = mkdtempSync(join(tmpdir(), "knowhow-files-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const memory = createMemory({ store: memoryStore(), maxAge: 0 });
  const rules = memory.instructions(address.name, {
    namespace: address.namespace,
    seed: "Write code.\n\n- Be kind.\n- Be short.",
  });
  const read = () => readFileSync(join(root, "AGENTS.md"), "utf8");
  const write = (content: string) => writeFileSync(join(root, "AGENTS.md"), content);
  const sync = (more: Partial<SyncInput> = {}) =>
    syncPlace(rules, { root, place: { file: "AGENTS.md" }, by: ana, store: memory.store, ...more });
  const change = async (from: string, to: string) => {
    const { id } = await rules.propose({ by: olga, text: (await rules.current()).text.replace(from, to) });
    await rules.accept(id, { by: olga });
  };
  return { root, rules, read, write, sync, change };
}

describe("a file", () => {
  it("is made, kept up to date, and its edits become a proposal on the version they were made on", async () => {
    const { rules, read, write, sync, change } = await open();
    expect(await sync()).toMatchObject({ status: "written", version: 1 });
    write(`# Mine\r\n\r\n${read().replaceAll("\n", "\r\n")}tail`);
    expect(await sync()).toMatchObject({ status: "unchanged" });
    write(read().replace("- Be short.", "- Be very short."));
    await change("Be kind.", "Be kind and clear.");
    const edited = read();
    const { status, proposal } = await sync();
    expect(status).toBe("proposed");
    expect(proposal).toMatchObject({ by: ana, base: 1, text: "Write code.\n\n- Be kind.\n- Be very short." });
    expect(proposal?.edits).toMatchObject([{ kind: "replace", block: "b3", text: "Be very short." }]);
    expect(await sync()).toMatchObject({ status: "waiting", proposal: { id: proposal?.id } });
    expect(read()).toBe(edited);
    await rules.accept(proposal?.id ?? "", { by: olga });
    expect(await sync()).toMatchObject({ status: "written", version: 3 });
    expect(read()).toMatch(/^# Mine\r\n\r\n<!-- knowhow:begin acme\/coding%20rules v3 sha256:[0-9a-f]{64} -->\r\n/);
    expect(read()).toContain("- Be kind and clear.\r\n- Be very short.\r\n<!-- knowhow:end -->\r\ntail");
  });

  it("keeps edits that were turned down until they are discarded", async () => {
    const { rules, read, write, sync } = await open();
    await sync();
    write(read().replace("Be short.", "Be long."));
    const { proposal } = await sync();
    await rules.reject(proposal?.id ?? "", { by: olga, reason: "No." });
    expect(await sync()).toMatchObject({ status: "held", proposal: { state: "rejected" } });
    expect(read()).toContain("Be long.");
    expect(await sync({ discard: true })).toMatchObject({ status: "written" });
    expect(read()).toContain("Be short.");
  });

  it("that holds just the text is taken over", async () => {
    const { rules, read, write, sync } = await open();
    write(`${(await rules.current()).text}\n`);
    await sync();
    expect(read().match(/Be kind/g)).toHaveLength(1);
  });

  it("of another database, outside, or of another kind is refused, and nothing is left behind", async () => {
    const { root, read, write, sync } = await open();
    const other = await open();
    await other.change("Be kind.", "Be rude.");
    await other.sync();
    write(other.read().replace("v2", "v1").replace("rude", "loud"));
    await expect(sync()).rejects.toMatchObject({
      code: "invalid_usage",
      message: expect.stringContaining("--db") as unknown,
    });
    expect(read()).toContain("loud");
    symlinkSync(join(other.root, "AGENTS.md"), join(root, "CLAUDE.md"));
    symlinkSync("AGENTS.md", join(root, "inside.md"));
    writeFileSync(join(root, "wide.md"), Buffer.from("\ufeffx", "utf16le"));
    for (const file of ["CLAUDE.md", "../x.md", "/etc/passwd", ".", "none/x.md", "wide.md"])
      await expect(sync({ place: { file } })).rejects.toMatchObject({ code: "invalid_usage" });
    expect(await sync({ place: { file: "inside.md" }, discard: true })).toMatchObject({ status: "written" });
    expect(read()).toContain("Be kind.");
    expect(readdirSync(root).sort()).toEqual(["AGENTS.md", "CLAUDE.md", "inside.md", "wide.md"]);
  });
});
