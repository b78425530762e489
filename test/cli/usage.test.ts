// Wrong usage, help, and the reference page that must say what help says.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cliReference, file } from "../../scripts/cli-reference.js";
import { makeProgram } from "../../src/cli/program.js";
import { mainFile, useKnowhow } from "./knowhow.js";

const newKnowhow = useKnowhow();
const commands = makeProgram()
  .commands.map((command) => command.name())
  .filter((name) => name !== "help");

test("wrong usage exits with 2 and says what to do", async () => {
  const knowhow = newKnowhow();
  const wrong: readonly [args: readonly string[], message: RegExp][] = [
    [["shwo", "x"], /unknown command 'shwo'[^]*Did you mean show/],
    [["show"], /missing required argument 'name'/],
    [["show", "x", "y"], /too many arguments/],
    [["show", "x", "--verison", "1"], /unknown option '--verison'/],
    [["show", "x", "--version", "one"], /'one' is invalid\. It must be a whole number from 1 up/],
    [["show", "x", "--version", "0"], /whole number/],
    [["show", "x", "--version", "1", "--label", "production"], /cannot be used with option '--label/],
    [["record", "x"], /required option '--messages <file>'/],
    [["feedback", "x", "y", "--score", "5"], /number from 0 \(bad\) to 1 \(good\)/],
    [["feedback", "x", "y", "--score", ""], /number from 0/],
    [["feedback", "x", "y", "--role", "king"], /Allowed choices are operator, reviewer/],
    [["feedback", "x", "-", "--revised", "-"], /cannot both be standard input/],
    [["reflect", "x", "--strategy", "playbook"], /needs a model, for example --model/],
    [["reflect", "x", "--strategy", "literal", "--model", "a:b"], /works without a model/],
    [
      ["reflect", "x", "--strategy", "magic"],
      /Allowed choices are literal, playbook, metaprompt, gradient, prompt-memory/,
    ],
    [["init", "x", "--seed", "a", "--seed-file", "b"], /cannot be used with option/],
    [["lessons", "x", "--retry", "a", "--dismiss", "b"], /cannot be used with option/],
    [["rollback", "x", "-1"], /unknown option|whole number/],
    [["runs", "x", "--limit", "0"], /whole number/],
  ];
  for (const [args, message] of wrong) {
    const { code, stdout, stderr } = await knowhow(args);
    expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
});

test("with --json, wrong usage is told as JSON", async () => {
  const knowhow = newKnowhow();
  const message = /missing required argument 'name'/;
  expect(await knowhow.fails(["show"])).toMatchObject({
    exit: 2,
    code: "invalid_usage",
    message: expect.stringMatching(message),
  });
  expect(await knowhow.fails(["shwo"])).toMatchObject({ exit: 2, code: "invalid_usage" });
  expect(await knowhow.fails(["reflect", "x", "--strategy", "playbook"])).toMatchObject({
    exit: 2,
    code: "invalid_usage",
  });
  expect(await knowhow.fails([])).toMatchObject({ exit: 2, code: "invalid_usage" });
});

test("without a command it prints help, as wrong usage", async () => {
  const { code, stdout, stderr } = await newKnowhow()([]);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^Usage: knowhow/);
});

test("help and version go to standard output", async () => {
  const knowhow = newKnowhow();
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  expect(await knowhow(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
  const { stdout, stderr, code } = await knowhow(["--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
  expect((await knowhow(["help", "show"])).stdout).toBe((await knowhow(["show", "--help"])).stdout);
});

test("the reference is what the program says", async () => {
  expect(readFileSync(file, "utf8"), "Run: npm run docs:cli").toBe(await cliReference());
});

test("the reference has every command and option of --help", () => {
  const page = readFileSync(file, "utf8");
  const program = makeProgram();
  for (const command of program.commands.filter((one) => one.name() !== "help")) {
    const section = page.split(/^### /m).find((part) => part.startsWith(`${command.name()}\n`)) ?? "";
    const help = command.helpInformation();
    const [own = ""] = help.split("Global Options:");
    const options = [...own.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option ?? "");
    expect(options).toContain("--help");
    for (const option of options.filter((one) => one !== "--help")) expect(section).toContain(`\`${option}`);
  }
  const help = program.helpInformation();
  const globals = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option ?? "");
  expect(globals).toEqual(["--db", "--namespace", "--busy-timeout", "--json", "--no-color", "--help"]);
  for (const option of globals.filter((one) => one !== "--help")) expect(page).toContain(`\`${option}`);
});

test("--help answers within three times the time of an empty script", () => {
  const { folder } = newKnowhow();
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "");
  const time = (args: readonly string[]): number => {
    const started = performance.now();
    execFileSync(process.execPath, args, { stdio: "ignore" });
    return performance.now() - started;
  };
  // The quickest of several, one beside the other, so that a busy machine slows both alike.
  const rounds = Array.from({ length: 6 }, () => ({ empty: time([empty]), help: time([mainFile(), "--help"]) }));
  const least = (key: "empty" | "help"): number => Math.min(...rounds.map((round) => round[key]));
  expect(least("help")).toBeLessThan(3 * least("empty"));
});
