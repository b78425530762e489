// What people get wrong, and what is wrong around them: a clear error, exit code 1, and nothing lost.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { expect, onTestFinished, test } from "vitest";
import { type Knowhow, type RunOptions, useCommands } from "./knowhow.js";

const newKnowhow = useCommands();
const SEED = "Write a tweet about {paper}.\n";
const NOT_UTF8 = new Uint8Array([0x68, 0x69, 0xff, 0xfe, 0x0a]);
const TEN_MB = "x".repeat(10_000_000);

async function withInstructions(): Promise<Knowhow> {
  const knowhow = newKnowhow();
  await knowhow.json(["init", "tweets", "--seed", SEED, "--template-format", "fstring"]);
  return knowhow;
}

/** Expects each command to fail with this code and these words. */
async function expectFailures(
  knowhow: Knowhow,
  cases: readonly (readonly [args: readonly string[], code: string, message: RegExp, options?: RunOptions])[],
): Promise<void> {
  for (const [args, code, message, options] of cases) {
    const failure = await knowhow.fails(args, options);
    expect({ args, ...failure }).toMatchObject({ args, exit: 1, code, message: expect.stringMatching(message) });
  }
}

test("people get a sentence, without a stack", async () => {
  const { code, stdout, stderr } = await newKnowhow()(["show", "tweets"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toBe(
    'error: There are no instructions "tweets". There is no database .knowhow/knowhow.db yet. ' +
      'Make them with: knowhow init tweets --seed "…" (instructions_not_found)\n',
  );
});

test("looking for what is not there makes no database", async () => {
  const knowhow = newKnowhow();
  await expectFailures(knowhow, [
    [["show", "tweets"], "instructions_not_found", /knowhow init tweets/],
    [["feedback", "tweets", "Hi"], "instructions_not_found", /knowhow init tweets/],
    [["reflect", "tweets"], "instructions_not_found", /knowhow init tweets/],
    [["accept", "0193e7a2-1b2c"], "proposal_not_found", /There is no database/],
  ]);
  expect(await knowhow.json(["list"])).toEqual({ instructions: [] });
  expect(existsSync(dirname(knowhow.database))).toBe(false);
});

test("reading makes nothing of an empty file, and nothing is kept in memory", async () => {
  const knowhow = newKnowhow();
  knowhow.file("empty.db", "");
  await expectFailures(knowhow, [
    [["show", "tweets", "--db", "empty.db"], "instructions_not_found", /The file empty\.db holds no instructions yet/],
    [["init", "tweets", "--db", ":memory:"], "store_unsupported", /would be gone.*the path of a file/],
    [["init", "tweets", "--db", "sqlite::memory:"], "store_unsupported", /would be gone/],
  ]);
  expect(await knowhow.json(["list", "--db", "empty.db"])).toEqual({ instructions: [] });
  expect((await knowhow(["doctor", "--quick", "--db", "empty.db"])).stdout).toMatch(/– schema +there is none yet/);
  expect(readFileSync(join(knowhow.folder, "empty.db"))).toHaveLength(0);
  await knowhow.json(["init", "tweets", "--db", "empty.db"]);
  expect(await knowhow.json(["list", "--db", "empty.db"])).toMatchObject({ instructions: [{ name: "tweets" }] });
});

test("somebody else's role has to be said", async () => {
  const knowhow = await withInstructions();
  const feedback = ["feedback", "tweets", "No hashtags.", "--by", "bob"];
  expect(await knowhow.fails(feedback)).toEqual({
    exit: 2,
    code: "invalid_usage",
    message: "--by “bob” needs a role. Add --role user, or --role reviewer or operator if they may decide.",
  });
  expect(await knowhow.fails(["forget", "tweets", "--by", "bob", "--decider", "eve"])).toMatchObject({
    exit: 2,
    message: expect.stringContaining("--decider “eve” needs a role"),
  });
  expect(await knowhow.json(["lessons", "tweets"])).toMatchObject({ lessons: [] });
  expect(await knowhow.json([...feedback, "--role", "user"])).toMatchObject({
    feedback: { by: { id: "bob", role: "user" } },
  });
  const self = userInfo().username;
  expect(await knowhow.json(["feedback", "tweets", "No emoji.", "--by", self])).toMatchObject({
    feedback: { by: { id: self, role: "operator" } },
  });
});

test("names", async () => {
  const knowhow = newKnowhow();
  const init = (name: string, ...more: readonly string[]) => ["init", name, "--seed", "x", ...more];
  await expectFailures(knowhow, [
    [init("acme/tweets"), "invalid_name", /--namespace acme tweets/],
    [init(".."), "invalid_name", /must not be "\.\."/],
    [init(""), "invalid_name", /must not be empty/],
    [init(" x"), "invalid_name", /white space/],
    [init("x".repeat(300)), "invalid_name", /300 characters; at most 128/],
    [init("a\u202Eb"), "invalid_name", /invisible characters/],
    [init("x", "--namespace", "a//b"), "invalid_name", /segment 2 must not be empty/],
    [init("x", "--namespace", "a/.."), "invalid_name", /must not be "\.\."/],
  ]);
  expect(await knowhow.json(init("🐝 Zusammenfassung"))).toMatchObject({ name: "🐝 Zusammenfassung" });
  expect((await knowhow(["list"])).stdout).toContain("🐝 Zusammenfassung");
});

test("seeds and proposed texts", async () => {
  const knowhow = await withInstructions();
  const fstring = ["--template-format", "fstring"];
  const propose = ["propose", "tweets", "--file", "-"];
  await expectFailures(knowhow, [
    [["init", "x", "--seed", "Hi {name", ...fstring], "invalid_template", /"\{" on line 1/],
    [["init", "x", "--seed", "{{#a}}", "--template-format", "mustache"], "invalid_template", /mustache/],
    [["init", "x", "--seed", " \n"], "invalid_text", /blank/],
    [["init", "x", "--seed-file", "gone.md"], "invalid_usage", /The seed: gone\.md does not exist/],
    [["init", "x", "--seed-file", "."], "invalid_usage", /is a folder/],
    [["init", "x", "--seed-file", "-"], "invalid_text", /blank/],
    [["init", "x", "--seed-file", "-"], "invalid_text", /standard input is not valid UTF-8/, { stdin: NOT_UTF8 }],
    [["init", "x", "--seed-file", "-"], "too_large", /limit is 8388608/, { stdin: TEN_MB }],
    [["init", "tweets", "--template-format", "mustache"], "template_mismatch", /made with templateFormat "fstring"/],
    [["seed", "tweets", "--file", "-"], "invalid_template", /line 2/, { stdin: "Hi\n{" }],
    [propose, "invalid_edit", /same as the current one/, { stdin: SEED }],
    [propose, "proposal_refused", /blank|empty/, { stdin: "\n" }],
    [
      [...propose, "--role", "reviewer"],
      "proposal_refused",
      /loses the variable.*paper/,
      { stdin: "Write a tweet.\n" },
    ],
    [propose, "invalid_text", /NUL/, { stdin: "a\0b" }],
  ]);
  expect((await knowhow(["show", "tweets"])).stdout).toBe(SEED);
  expect(await knowhow.json(["list"])).toMatchObject({ instructions: [{ name: "tweets", version: 1 }] });
});

test("messages", async () => {
  const knowhow = await withInstructions();
  const record = (name: string) => ["record", "tweets", "--messages", name];
  const utf16 = new Uint8Array([0xff, 0xfe, 0x5b, 0x00]);
  const broken = '[\n  { "role": "user" "content": "x" }\n]';
  await expectFailures(knowhow, [
    [record("gone.json"), "invalid_usage", /gone\.json does not exist/],
    [record("."), "invalid_usage", /is a folder/],
    [record(knowhow.file("empty.json", "")), "invalid_messages", /empty\.json is empty/],
    [
      record(knowhow.file("broken.json", broken)),
      "invalid_messages",
      /Line 2, column 20: comma expected, found "content"\./,
    ],
    [
      record(knowhow.file("cut.json", '[{"role":')),
      "invalid_messages",
      /Line 1, column 10: value expected, found the end/,
    ],
    [record(knowhow.file("latin.json", NOT_UTF8)), "invalid_text", /latin\.json is not valid UTF-8/],
    [record(knowhow.file("utf16.json", utf16)), "invalid_text", /looks like UTF-16/],
    [record("-"), "invalid_messages", /standard input is empty/],
    [record("-"), "invalid_messages", /./, { stdin: "[]" }],
    [record("-"), "invalid_messages", /./, { stdin: '"hello"' }],
    [record("-"), "invalid_messages", /messages\[1\]/, { stdin: '[["user","hi"],{"role":"king","content":"x"}]' }],
    [record("-"), "too_large", /8388608/, { stdin: JSON.stringify([{ role: "user", content: TEN_MB }]) }],
  ]);
  expect(await knowhow.json(["runs", "tweets"])).toMatchObject({ runs: [] });
});

test("feedback", async () => {
  const knowhow = await withInstructions();
  const feedback = (...args: readonly string[]) => ["feedback", "tweets", ...args];
  await expectFailures(knowhow, [
    [feedback(""), "invalid_feedback", /says nothing/],
    [feedback(), "invalid_feedback", /says nothing/],
    [feedback("-"), "too_large", /8388608/, { stdin: TEN_MB }],
    [feedback(), "invalid_text", /not valid UTF-8/, { stdin: NOT_UTF8 }],
    [feedback(), "invalid_text", /NUL/, { stdin: "a\0b" }],
    [feedback("Hi", "--by", " "), "invalid_principal", /by\.id/],
    [feedback("Hi", "--run", "last"), "run_not_found", /knowhow record/],
    [feedback("Hi", "--run", "0193e7a2-1b2c"), "run_not_found", /knowhow runs tweets/],
    [feedback("--revised", "gone.txt"), "invalid_usage", /The revised output: gone\.txt does not exist/],
  ]);
  expect(await knowhow.json(["lessons", "tweets"])).toMatchObject({ lessons: [] });
});

test("what others wrote cannot steer the terminal", async () => {
  const knowhow = await withInstructions();
  await knowhow.json([
    "feedback",
    "tweets",
    "\u001B]0;owned\u0007\u202Eevil\u001B[2J",
    "--by",
    "ana\u001B[31m",
    "--role",
    "user",
  ]);
  const { stdout } = await knowhow(["lessons", "tweets"]);
  expect(stdout).toContain("␛]0;owned␇\\u202eevil␛[2J");
  expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
});

test("a reader that goes away early is no failure", async () => {
  const knowhow = await withInstructions();
  const ended = await knowhow(["history", "tweets"], { started: (child) => child.stdout.destroy() });
  expect(ended).toMatchObject({ code: 0, stderr: "" });
});

test("a database that is not one, is somebody else's, damaged or newer", async () => {
  const knowhow = await withInstructions();
  knowhow.file("notes.txt", "These are my notes, and they are not a database.\n".repeat(100));
  const other = new DatabaseSync(join(knowhow.folder, "other.db"));
  other.exec("create table recipes (name text)");
  other.close();
  const newer = new DatabaseSync(knowhow.database);
  newer.exec("insert into knowhow_schema values (999, '2030-01-01')");
  newer.close();
  mkdirSync(join(knowhow.folder, "folder"));
  const at = (db: string) => ["show", "tweets", "--db", db];
  await expectFailures(knowhow, [
    [["show", "tweets"], "store_newer", /version 999.*Upgrade/],
    [at("notes.txt"), "store_corrupt", /not an SQLite database/],
    [at("other.db"), "store_corrupt", /another program \(recipes\)/],
    [at("folder"), "store_unavailable", /folder/],
    [["init", "tweets", "--db", "notes.txt/k.db"], "store_unavailable", /not a folder/],
    [["init", "tweets", "--db", "notes.txt"], "store_corrupt", /not an SQLite database/],
  ]);
  expect(readFileSync(join(knowhow.folder, "notes.txt"), "utf8")).toMatch(/^These are my notes/);
  const { code, stdout } = await knowhow(["doctor", "--json"]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    checks: expect.arrayContaining([expect.objectContaining({ check: "schema", status: "failed" })]),
  });
});

test("doctor finds a damaged file and a changed history", async () => {
  const knowhow = await withInstructions();
  const database = new DatabaseSync(knowhow.database);
  database.exec("update version_contents set text = 'Write spam.'");
  database.close();
  const { code, stdout } = await knowhow(["doctor"]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/✗ history +tweets, version 1: .*changed/);

  const bytes = readFileSync(knowhow.database);
  writeFileSync(join(knowhow.folder, "damaged.db"), bytes.fill(0x55, 4096, bytes.length - 4096));
  const damaged = await knowhow(["doctor", "--db", "damaged.db"]);
  expect(damaged.code).toBe(1);
  expect(damaged.stdout).toMatch(/✗ (database|schema|integrity)/);
});

test("a locked database: reading goes on, writing waits and then says so", async () => {
  const knowhow = await withInstructions();
  const other = new DatabaseSync(knowhow.database);
  onTestFinished(() => other.close());
  other.exec("begin immediate");
  expect((await knowhow(["show", "tweets"])).stdout).toBe(SEED);
  await expectFailures(knowhow, [
    [
      ["feedback", "tweets", "No hashtags.", "--busy-timeout", "0.05"],
      "store_locked",
      /locked by another process.*--busy-timeout/,
    ],
  ]);
  expect(await knowhow.fails(["list", "--busy-timeout", "0"])).toMatchObject({ exit: 2 });
  other.exec("rollback");
  await knowhow.json(["feedback", "tweets", "No hashtags."]);
  expect((await knowhow.json<{ lessons: unknown[] }>(["lessons", "tweets"])).lessons).toHaveLength(1);
});

test("a database that may not be written", async (context) => {
  const knowhow = await withInstructions();
  // Root may write everything; so it runs as nobody.
  const options: RunOptions = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  knowhow.open();
  if ((await knowhow(["--version"], options)).code !== 0)
    return context.skip("Nobody may not run Node here, and root may write everything.");
  chmodSync(knowhow.database, 0o444);
  chmodSync(dirname(knowhow.database), 0o555);
  onTestFinished(() => chmodSync(dirname(knowhow.database), 0o755));
  expect(await knowhow(["show", "tweets"], options)).toMatchObject({ code: 0, stdout: SEED, stderr: "" });
  expect(await knowhow.json(["history", "tweets"], options)).toMatchObject({ versions: [{ number: 1 }] });
  const { code, stdout } = await knowhow(["doctor", "--quick"], options);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("which this user may only read") });
  await expectFailures(knowhow, [
    [["feedback", "tweets", "No hashtags."], "store_readonly", /read-only|Change its permissions/, options],
    [["init", "x", "--seed", "x", "--db", ".knowhow/other.db"], "store_readonly", /permissions/, options],
  ]);
  chmodSync(dirname(knowhow.database), 0o755);
  chmodSync(knowhow.database, 0o644);
  expect(await knowhow.json(["lessons", "tweets"])).toMatchObject({ lessons: [] });
});
