/**
 * Names of models, as the command line takes them, to models. Each provider's package is loaded only when it is named.
 */
import type { LanguageModel } from "ai";
import { KnowhowError } from "../core/errors.js";
import { checkKnown } from "../core/known-options.js";
import type { Model } from "../core/ports/model.js";
import type { CallOptions } from "./call.js";

export interface ResolveOptions extends CallOptions {
  /** Where API keys and base URLs are read. Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

interface Wanted {
  /** The whole name, which is also the model's id. */
  readonly id: string;
  /** What stands behind the provider. */
  readonly rest: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly options: CallOptions;
}

const FORMS = "openai:NAME, anthropic:NAME, ollama:NAME or openai-compatible:URL#NAME";

/** The forms a name can have. */
const PROVIDERS: Readonly<Record<string, (wanted: Wanted) => Promise<Model>>> = {
  openai,
  anthropic,
  ollama,
  "openai-compatible": openaiCompatible,
};

/**
 * The model of a name:
 * - `openai:NAME` with `OPENAI_API_KEY`; `OPENAI_BASE_URL` for another address, asked for chat completions;
 * - `anthropic:NAME` with `ANTHROPIC_API_KEY`; `ANTHROPIC_BASE_URL` for another address;
 * - `ollama:NAME`, at `OLLAMA_HOST` or on this machine;
 * - `openai-compatible:URL#NAME`, with `OPENAI_COMPATIBLE_API_KEY` if the server wants a key.
 *
 * Keys come from the environment only, and show in no id and no error.
 * @throws `model_unknown` for a name of another form; `missing_dependency` with the command that installs the
 * provider's package; `model_failed` if the key is not set
 */
export async function resolveModel(name: string, resolveOptions: ResolveOptions = {}): Promise<Model> {
  checkKnown("resolveModel()", resolveOptions, { env: true, timeout: true });
  const { env = process.env, ...options } = resolveOptions;
  const colon = name.indexOf(":");
  const kind = name.slice(0, Math.max(0, colon));
  const provider = Object.hasOwn(PROVIDERS, kind) ? PROVIDERS[kind] : undefined;
  const rest = name.slice(colon + 1).trim();
  if (!provider || rest === "") {
    throw new KnowhowError("model_unknown", `${JSON.stringify(name)} is not the name of a model. Write ${FORMS}.`);
  }
  return provider({ id: `${kind}:${rest}`, rest, env, options });
}

async function openai({ id, rest, env, options }: Wanted): Promise<Model> {
  const apiKey = keyFor(id, env, "OPENAI_API_KEY");
  const { createOpenAI } = await load("@ai-sdk/openai", () => import("@ai-sdk/openai"));
  const baseURL = env["OPENAI_BASE_URL"];
  const provider = createOpenAI({ apiKey, ...(baseURL && { baseURL }) });
  // Servers at other addresses seldom speak the Responses API.
  return adapt(baseURL ? provider.chat(rest) : provider(rest), id, [apiKey], options);
}

async function anthropic({ id, rest, env, options }: Wanted): Promise<Model> {
  const apiKey = keyFor(id, env, "ANTHROPIC_API_KEY");
  const { createAnthropic } = await load("@ai-sdk/anthropic", () => import("@ai-sdk/anthropic"));
  const baseURL = env["ANTHROPIC_BASE_URL"];
  return adapt(createAnthropic({ apiKey, ...(baseURL && { baseURL }) })(rest), id, [apiKey], options);
}

async function ollama({ id, rest, env, options }: Wanted): Promise<Model> {
  const host = env["OLLAMA_HOST"] || "127.0.0.1:11434";
  const url = new URL(host.includes("://") ? host : `http://${host}`);
  // Ollama itself listens on 0.0.0.0 with this variable; it is no address to call.
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  if (url.port === "" && !host.includes("://")) url.port = "11434";
  return compatible({ id, name: "ollama", baseURL: new URL("/v1", url).href, model: rest, options });
}

async function openaiCompatible({ rest, env, options }: Wanted): Promise<Model> {
  const [address = "", ...words] = rest.split("#");
  const model = words.join("#");
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol) || model === "") {
    throw new KnowhowError(
      "model_unknown",
      "Write openai-compatible:URL#NAME, for example openai-compatible:http://127.0.0.1:8000/v1#qwen3.",
    );
  }
  if (url.username || url.password || url.search) {
    // The address is part of the id, and ids are stored and shown.
    throw new KnowhowError(
      "model_unknown",
      "The URL of an openai-compatible model must hold no key. Set OPENAI_COMPATIBLE_API_KEY.",
    );
  }
  const baseURL = url.href.replace(/\/$/, "");
  const apiKey = env["OPENAI_COMPATIBLE_API_KEY"];
  const id = `openai-compatible:${baseURL}#${model}`;
  return compatible({ id, name: "openai-compatible", baseURL, model, options, ...(apiKey && { apiKey }) });
}

interface Compatible {
  readonly id: string;
  readonly name: string;
  readonly baseURL: string;
  readonly model: string;
  readonly apiKey?: string;
  readonly options: CallOptions;
}

async function compatible({ id, name, baseURL, model, apiKey, options }: Compatible): Promise<Model> {
  const { createOpenAICompatible } = await load("@ai-sdk/openai-compatible", () => import("@ai-sdk/openai-compatible"));
  const provider = createOpenAICompatible({
    name,
    baseURL,
    supportsStructuredOutputs: true,
    ...(apiKey && { apiKey }),
  });
  return adapt(provider(model), id, apiKey ? [apiKey] : [], options);
}

async function adapt(
  model: LanguageModel,
  id: string,
  secrets: readonly string[],
  options: CallOptions,
): Promise<Model> {
  const { aiSdkModel } = await load("ai", () => import("./ai-sdk.js"));
  return aiSdkModel(model, { ...options, id, secrets });
}

function keyFor(id: string, env: Wanted["env"], variable: string): string {
  const key = env[variable]?.trim();
  if (key) return key;
  throw new KnowhowError("model_failed", `${id} needs an API key. Set the environment variable ${variable}.`);
}

async function load<T>(name: string, importIt: () => Promise<T>): Promise<T> {
  try {
    return await importIt();
  } catch (cause) {
    const install = name === "ai" ? "npm install ai" : `npm install ai ${name}`;
    throw new KnowhowError(
      "missing_dependency",
      `The package ${name} is not installed, or does not load. Run: ${install}`,
      { cause },
    );
  }
}
