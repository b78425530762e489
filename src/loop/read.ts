/** `current` and `peek`: what an agent runs on, served from memory. */
import { addressKey } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import { makeRef } from "../core/ref.js";
import { render } from "../core/template.js";
import { type Current, PRODUCTION, type Scope } from "./context.js";
import { ensure, readVersion } from "./head.js";

/** Which version to read; default: the one labelled `production`. */
export interface ReadOptions {
  readonly label?: string;
  /** By number; a pinned version never changes. */
  readonly version?: number;
}

/** The text in force and its ref. Asks the store when the last answer is older than `maxAge`. */
export function current(scope: Scope, options?: ReadOptions): Promise<Current> {
  if (options?.version !== undefined) return pinned(scope, options.version);
  const label = options?.label ?? PRODUCTION;
  const cached = scope.cache.current.get(label);
  const fresh = cached && scope.clock() - cached.readAt < scope.maxAge && scope.cache.ensured.has(scope.seed);
  return fresh ? cached.promise : refresh(scope, label);
}

async function pinned(scope: Scope, version: number): Promise<Current> {
  await ensure(scope);
  const { text, number } = await readVersion(scope, version);
  return makeCurrent(scope, text, number, null);
}

/** The text in force as it was last read, without waiting. @throws `not_ready` before the first `current()` */
export function peek(scope: Scope, label = PRODUCTION): Current {
  const cached = scope.cache.current.get(label);
  if (cached) return cached.value;
  throw new KnowhowError(
    "not_ready",
    `peek() of "${addressKey(scope.address)}" has nothing to show yet. Await current() once at start-up.`,
  );
}

/** Reads from the store and keeps the answer. */
async function refresh(scope: Scope, label: string): Promise<Current> {
  await ensure(scope);
  const readAt = scope.clock();
  const found = await scope.store.read(scope.address, label);
  if (!found && !(scope.layer.overlay && label === PRODUCTION)) {
    throw new KnowhowError(
      "label_not_found",
      `"${addressKey(scope.address)}" has no label "${label}". label() creates it.`,
    );
  }
  const before = scope.cache.current.get(label);
  if (before && before.readAt > readAt) return before.value; // a later read was faster
  const number = found?.version.number ?? 0;
  const value =
    before?.value.version === number ? before.value : makeCurrent(scope, found?.version.text ?? "", number, label);
  scope.cache.current.set(label, { value, promise: Promise.resolve(value), readAt });
  return value;
}

function makeCurrent(scope: Scope, text: string, version: number, label: string | null): Current {
  const ref = makeRef([{ id: addressKey(scope.address), version, label }], text);
  return Object.freeze({
    text,
    ref: Object.freeze(ref),
    version,
    render: (variables = {}) => render(text, variables, scope.templateFormat),
  });
}

/** Reads again what is kept, after a commit of this process, so that `peek` shows it at once. */
export async function refreshAll(scope: Scope): Promise<void> {
  await Promise.all([...scope.cache.current.keys()].map((label) => refresh(scope, label)));
}
