/**
 * Recorded answers: asks a real model once, keeps its answers in a file of JSON lines, and plays them back by the hash
 * of the request. Tests of prompts then run on what a model really answered, without one.
 */
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { z } from "zod";
import { KnowhowError } from "../core/errors.js";
import { hashJson } from "../core/hash.js";
import { checkKnown } from "../core/known-options.js";
import type { Model, ModelAnswer, ModelRequest } from "../core/ports/model.js";

export interface ReplayOptions {
  /** The file of recordings, one JSON document a line. */
  readonly file: string;
  /** `play` answers from the file alone; `record` asks the model what the file lacks, and adds it. Default `play`. */
  readonly mode?: "play" | "record";
  /** The model to record from. */
  readonly model?: Model;
  /** Who or what wrote the answers, kept on every new line. Default: "recorded from" and the model's id. */
  readonly label?: string;
}

const lineSchema = z.object({
  /** The hash of the request. */
  request: z.string(),
  label: z.string(),
  answer: z.object({
    text: z.string(),
    usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }).nullable(),
  }),
});

/** One line of the file. */
export type Recording = z.infer<typeof lineSchema>;

/**
 * The name a request is recorded under: SHA-256 of what a model is asked, whichever model it is. Requests that name
 * things by random ids can not be found again; Knowhow's own prompts do not.
 */
export function requestHash({ messages, answer, maxOutputTokens }: ModelRequest): string {
  return hashJson({ messages, answer, maxOutputTokens });
}

/**
 * A model that answers from a file. In `record` mode, an answer is in the file before it is given, and is never asked
 * twice.
 * @throws `invalid_policy` for `record` without a model. Calls throw `recording_missing` for a request, a file or a
 * line that is not there, and in `record` mode whatever the model throws.
 */
export function replay(options: ReplayOptions): Model {
  checkKnown("replay()", options, { file: true, mode: true, model: true, label: true });
  const { file, mode = "play", model, label } = options;
  if (mode === "record" && !model) {
    throw new KnowhowError("invalid_policy", `replay() in "record" mode needs "model", the model to record from.`);
  }
  let known: Promise<Map<string, ModelAnswer>> | undefined;
  const asking = new Map<string, Promise<ModelAnswer>>();

  async function record(
    source: Model,
    request: ModelRequest,
    hash: string,
    signal: AbortSignal | undefined,
  ): Promise<ModelAnswer> {
    const answer = await source.generate(request, signal ? { signal } : {});
    const line: Recording = { request: hash, label: label ?? `recorded from ${source.id}`, answer };
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, `${JSON.stringify(line)}\n`);
    (await known)?.set(hash, answer);
    return answer;
  }

  return {
    id: model?.id ?? `replay:${basename(file)}`,
    async generate(request, { signal } = {}) {
      known ??= load(file);
      const hash = requestHash(request);
      const answer = (await known).get(hash);
      if (answer) return answer;
      if (mode === "play" || !model) throw missing(file, hash);
      const pending = asking.get(hash) ?? record(model, request, hash, signal).finally(() => asking.delete(hash));
      asking.set(hash, pending);
      return pending;
    },
  };
}

async function load(file: string): Promise<Map<string, ModelAnswer>> {
  const known = new Map<string, ModelAnswer>();
  for (const { request, answer } of await readRecordings(file)) known.set(request, answer);
  return known;
}

/**
 * The lines of a file, in order; none if there is no file. @throws `recording_missing` for a line that is no recording
 */
export async function readRecordings(file: string): Promise<Recording[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    if ((cause as { code?: unknown }).code === "ENOENT") return [];
    throw new KnowhowError(
      "recording_missing",
      `The recordings in ${file} cannot be read. Check its path and permissions.`,
      { cause },
    );
  }
  return text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [parseLine(line, file, index + 1)]));
}

function parseLine(line: string, file: string, number: number): Recording {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new KnowhowError(
      "recording_missing",
      `Line ${number} of ${file} is not a recording. Delete it, and record it again.`,
      { cause },
    );
  }
}

function missing(file: string, hash: string): KnowhowError {
  return new KnowhowError(
    "recording_missing",
    `${file} has no answer for the request ${hash}. The prompt or what it speaks of changed, or was never recorded. ` +
      `Record it with replay({ file, mode: "record", model }) and a real model.`,
  );
}
