/**
 * LangMem's three optimisers, each with its default settings. They are Python: the bench makes a virtual environment of
 * pinned versions in the temporary folder, once, and runs them in one process of it.
 */
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { rulesIn } from "../trial.js";
import { type Contestant, MODEL } from "./contestant.js";

const run = promisify(execFile);
const REQUIREMENTS = fileURLToPath(new URL("../langmem/requirements.txt", import.meta.url));
const PROGRAM = fileURLToPath(new URL("../langmem/reflect.py", import.meta.url));

const KINDS = ["gradient", "metaprompt", "prompt_memory"] as const;

export interface Langmem {
  readonly contestants: readonly Contestant[];
  /** Name and version of its packages that matter here. */
  readonly versions: Readonly<Record<string, string>>;
  close(): void;
}

/** Null with a reason where it cannot run here: no Python, or no registry to install from. */
export type LangmemOrWhyNot = { readonly langmem: Langmem } | { readonly langmem: null; readonly why: string };

/** Starts it. The first time, it installs some fifty packages from the Python registry that pip is set up for. */
export async function startLangmem(python = "python3"): Promise<LangmemOrWhyNot> {
  const requirements = readFileSync(REQUIREMENTS, "utf8");
  const name = createHash("sha256").update(requirements).digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `knowhow-bench-langmem-${name}`);
  try {
    await run(python, ["--version"]);
  } catch {
    return { langmem: null, why: `there is no ${python} here` };
  }
  try {
    if (!existsSync(join(folder, "installed"))) await install(python, folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    return { langmem: null, why: `its packages could not be installed: ${lastLine(error)}` };
  }
  const versions = Object.fromEntries(
    requirements.split("\n").flatMap((line) => {
      const [what = "", version = ""] = line.split("==");
      return ["langmem", "langchain-openai", "trustcall"].includes(what) ? [[what, version]] : [];
    }),
  );
  const learner = startProgram(join(folder, "bin", "python"));
  const contestants = KINDS.map((kind): Contestant => ({ name: `langmem ${kind}`, learn: learner.learnBy(kind) }));
  return { langmem: { contestants, versions, close: () => learner.close() } };
}

async function install(python: string, folder: string): Promise<void> {
  await run(python, ["-m", "venv", "--clear", folder]);
  const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
  await run(join(folder, "bin", "python"), [...pip, "--requirement", REQUIREMENTS]);
  await run(join(folder, "bin", "python"), ["-c", `open(${JSON.stringify(join(folder, "installed"))}, "w").close()`]);
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  return (stderr?.trim() || message || String(error)).split("\n").at(-1) ?? "";
}

type Answer = { readonly id: string; readonly prompt?: string; readonly error?: string };

function startProgram(python: string): { learnBy(kind: string): Contestant["learn"]; close(): void } {
  const child = spawn(python, [PROGRAM], { stdio: ["pipe", "pipe", "inherit"], env: quietEnvironment() });
  const waiting = new Map<string, { resolve(answer: Answer): void; reject(error: Error): void }>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const answer = JSON.parse(line) as Answer;
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  child.on("exit", (code) => {
    for (const one of waiting.values()) one.reject(new Error(`LangMem's process ended with code ${String(code)}.`));
  });
  return {
    learnBy:
      (kind) =>
      async ({ id, text, conversation, lesson }, address) => {
        const messages = [
          { role: "user", content: conversation.request },
          { role: "assistant", content: conversation.answer },
        ];
        const asked = { id, kind, model: MODEL, address, prompt: text, messages, comment: lesson.comment };
        const answer = await new Promise<Answer>((resolve, reject) => {
          waiting.set(id, { resolve, reject });
          child.stdin.write(`${JSON.stringify(asked)}\n`);
        });
        if (answer.prompt === undefined) throw new Error(`LangMem failed: ${answer.error ?? "no reason given"}`);
        return rulesIn(answer.prompt);
      },
    close: () => void child.stdin.end(),
  };
}

/** Without tracing, keys and proxies: it talks to loopback and to nobody else. */
function quietEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(LANGSMITH|LANGCHAIN|OPENAI)_|_proxy$/i.test(name));
  return { ...Object.fromEntries(kept), LANGSMITH_TRACING: "false", NO_PROXY: "127.0.0.1" };
}
