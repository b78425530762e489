/** Reading and, on a cold start, making the head of one instructions. */
import { addressKey } from "../core/address.js";
import { isoTime } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import { identifyNew } from "../core/identify.js";
import type { InstructionsRecord } from "../core/ports/store.js";
import type { Principal } from "../core/principal.js";
import type { Version } from "../core/version.js";
import { PRODUCTION, type Scope } from "./context.js";
import { offerChangedSeed } from "./seed-change.js";
import { makeVersion } from "./versions.js";

/** Head record and head version; both null for an overlay that holds no lesson yet. */
export interface Head {
  readonly record: InstructionsRecord | null;
  readonly version: Version | null;
}

/** The principal that versions made from a seed are attributed to. */
const SEED_AUTHOR: Principal = { id: "seed", role: "operator" };

/**
 * Makes sure that the instructions exist: made from the seed if they do not, and a changed seed offered as a merge.
 * Many processes may do it at once. An overlay is not made here, but by {@link makeOverlay}.
 * @throws `instructions_not_found`, `template_mismatch`
 */
export function ensure(scope: Scope): Promise<void> {
  const { ensured } = scope.cache;
  const known = ensured.get(scope.seed);
  if (known) return known;
  const making = ensureOnce(scope).catch((error: unknown) => {
    ensured.delete(scope.seed);
    throw error;
  });
  ensured.set(scope.seed, making);
  return making;
}

async function ensureOnce(scope: Scope): Promise<void> {
  let record = await scope.store.record(scope.address);
  if (!record && scope.seed !== null) record = await createFromSeed(scope, scope.seed);
  if (record) {
    checkFormat(scope, record);
    if (scope.seed !== null) await offerChangedSeed(scope, record, scope.seed);
  } else if (!scope.layer.overlay) {
    throw notFound(scope);
  }
}

/** Makes an overlay that is not there yet, at its first lesson: who reflects later must know whose layer it is. */
export async function makeOverlay(scope: Scope): Promise<void> {
  if (await scope.store.record(scope.address)) return;
  await scope.store.commit({ address: scope.address, create: newRecord(scope, 0, null) });
}

async function createFromSeed(scope: Scope, seed: string): Promise<InstructionsRecord | null> {
  const version = makeVersion(scope, null, {
    text: seed,
    ...identifyNew(seed, "seed", 1),
    author: SEED_AUTHOR,
    reason: "The seed.",
  });
  const outcome = await scope.store.commit({
    address: scope.address,
    create: newRecord(scope, 1, seed),
    version,
    labels: [{ label: PRODUCTION, to: 1 }],
  });
  return outcome.record;
}

/** The record of instructions that are made now. */
export function newRecord(scope: Scope, head: number, seed: string | null): InstructionsRecord {
  return {
    address: scope.address,
    createdAt: isoTime(scope.clock()),
    templateFormat: scope.templateFormat,
    overlay: scope.layer.overlay,
    owner: scope.layer.owner,
    head,
    labels: {},
    seed,
    offeredSeeds: [],
  };
}

function checkFormat(scope: Scope, record: InstructionsRecord): void {
  if (record.templateFormat === scope.templateFormat) return;
  throw new KnowhowError(
    "template_mismatch",
    `"${addressKey(scope.address)}" was made with templateFormat "${record.templateFormat}", not "${scope.templateFormat}". ` +
      `Pass templateFormat: "${record.templateFormat}", or use another name.`,
  );
}

function notFound(scope: Scope): KnowhowError {
  const { namespace, name } = scope.address;
  const where = namespace.length > 0 ? ` in the namespace ${namespace.join("/")}` : "";
  return new KnowhowError(
    "instructions_not_found",
    `There are no instructions "${name}"${where}. Create them with a seed: ` +
      `memory.instructions("${name}", { seed: "…" }), or \`knowhow init ${name} --seed "…"\`.`,
  );
}

/** The head as the store has it now. */
export async function readHead(scope: Scope): Promise<Head> {
  await ensure(scope);
  const record = await scope.store.record(scope.address);
  if (!record) {
    if (scope.layer.overlay) return { record: null, version: null };
    throw notFound(scope);
  }
  return { record, version: record.head === 0 ? null : await readVersion(scope, record.head) };
}

/** @throws `version_not_found`, `version_erased` */
export async function readVersion(scope: Scope, number: number): Promise<Version> {
  const version = Number.isSafeInteger(number) && number > 0 ? await scope.store.version(scope.address, number) : null;
  if (version?.erased) {
    throw new KnowhowError(
      "version_erased",
      `The content of version ${number} of "${addressKey(scope.address)}" was erased, and nothing brings it back. history() shows which are left.`,
    );
  }
  if (version) return version;
  throw new KnowhowError(
    "version_not_found",
    `"${addressKey(scope.address)}" has no version ${String(number)}. history() lists those that exist.`,
  );
}
