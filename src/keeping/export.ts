/** `exportMemory`: everything a store keeps, as lines of JSON, read page by page. */
import { type Address, addressKey, checkAddress, checkNamespace, type Namespace } from "../core/address.js";
import { type Clock, isoTime } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import type { Lesson } from "../core/feedback.js";
import { canonicalJson, hashText } from "../core/hash.js";
import type { InstructionsRecord, Page, PageRequest, RowKind, Store, StoredAnswer } from "../core/ports/store.js";
import { type EndLine, FORMAT, type HeaderLine, type InstructionsLine } from "./format.js";
import { each, LONG, SHORT } from "./pages.js";

export interface ExportOptions {
  /** Only what is in this namespace and below. Default: all. */
  readonly namespace?: Namespace;
  /** Only these addresses; for stores that list nothing. Default: all that the store lists. */
  readonly addresses?: readonly Address[];
  /** Also the stored answers of models, which save a reflection that is run again a call. Default false. */
  readonly answers?: boolean;
  /** What writes it, for the header. Default: it does not say. */
  readonly writtenBy?: string;
  /** Default `Date.now`. */
  readonly clock?: Clock;
}

/** How often what is kept under one address is written while it changes under the reader's eyes. */
const MOST_TRIES = 5;

/**
 * Gives what the store keeps as lines that end in a line break, a few rows at a time. Claims are left out. Others may
 * go on writing: what changed while it was read is written once more, and the later lines hold.
 * @throws `invalid_name`, `store_unsupported` for a store that lists nothing, `conflict` for instructions that changed
 * again and again, and the `store_*` errors
 */
export async function* exportMemory(store: Store, options: ExportOptions = {}): AsyncGenerator<string, void, void> {
  const namespace = checkNamespace(options.namespace ?? []);
  const counts: Partial<Record<RowKind, number>> = {};
  let lines = 0;
  const write = (line: HeaderLine | InstructionsLine | EndLine | { kind: RowKind; row: object }): string => {
    lines += 1;
    if (line.kind !== "knowhow-export" && line.kind !== "end") counts[line.kind] = (counts[line.kind] ?? 0) + 1;
    return `${canonicalJson(line)}\n`;
  };
  const answers = options.answers ?? false;
  const at = isoTime((options.clock ?? Date.now)());
  const writtenBy = options.writtenBy ?? null;
  yield write({ kind: "knowhow-export", format: FORMAT, writtenBy, at, namespace, answers });
  for await (const address of addressesOf(store, namespace, options.addresses)) {
    for (let tries = 1; ; tries += 1) {
      const seen: Seen = { record: null, lessons: 0, digest: "" };
      for await (const line of linesOf(store, address, answers, seen)) yield write(line);
      if (await isAsSeen(store, address, seen)) break;
      if (tries === MOST_TRIES) throw restless(address);
    }
  }
  yield write({ kind: "end", lines, counts });
}

async function* addressesOf(
  store: Store,
  namespace: Namespace,
  only: readonly Address[] | undefined,
): AsyncGenerator<Address> {
  if (only) yield* only.map((one) => checkAddress(one.namespace, one.name));
  else yield* each((page) => store.addresses(namespace, page), SHORT);
}

/** What was written of an address and may change together with the rest of it. */
interface Seen {
  record: InstructionsRecord | null;
  lessons: number;
  /** Of the lessons' states. */
  digest: string;
}

async function* linesOf(
  store: Store,
  address: Address,
  answers: boolean,
  seen: Seen,
): AsyncGenerator<InstructionsLine | { kind: RowKind; row: object }> {
  const record = await store.record(address);
  seen.record = record;
  const head = record && record.head > 0 ? await store.version(address, record.head) : null;
  yield { kind: "instructions", address, record: record && withoutAddress(record), hash: head?.hash ?? null };

  for (let number = 1; number <= (record?.head ?? 0); number += LONG) {
    const wanted = Array.from({ length: LONG }, (_none, index) => number + index).filter(
      (one) => one <= (record?.head ?? 0),
    );
    for (const version of await Promise.all(wanted.map((one) => store.version(address, one)))) {
      if (version) yield { kind: "version", row: withoutAddress(version) };
    }
  }
  let waiting: Lesson[] = [];
  const withFeedback = async (lessons: readonly Lesson[]): Promise<{ kind: RowKind; row: object }[]> => {
    const said = await Promise.all(lessons.map((lesson) => store.feedback(address, lesson.feedbackId)));
    return lessons.flatMap((lesson, index) => {
      seen.lessons += 1;
      seen.digest = digestOf(seen.digest, lesson);
      const feedback = said[index];
      if (!feedback) return []; // it was erased between the two reads
      return [{ kind: "feedback", row: { feedback: withoutAddress(feedback), lesson: withoutAddress(lesson) } }];
    });
  };
  for await (const lesson of each((page) => store.lessons(address, null, page), SHORT)) {
    waiting.push(lesson);
    if (waiting.length < LONG) continue;
    yield* await withFeedback(waiting);
    waiting = [];
  }
  yield* await withFeedback(waiting);
  yield* rows("proposal", (page) => store.proposals(address, null, page), LONG);
  yield* rows("case", (page) => store.cases(address, null, page), LONG);
  // Blocks are numbered, and the newest version knows the next number.
  for (let block = 0; block < (head?.nextBlock ?? 0); block += SHORT) {
    const ids = Array.from({ length: SHORT }, (_none, index) => `b${block + index}`);
    for (const row of await store.evidence(address, ids)) yield { kind: "evidence", row };
  }
  yield* rows("reflection", (page) => store.reflections(address, page), SHORT);
  yield* rows("run", (page) => store.runs(address, page), LONG);
  yield* rows("call", (page) => store.calls(address, page), SHORT);
  for await (const row of each((page) => store.answers(address, page), LONG)) {
    if (answers || isNote(row)) yield { kind: "answer", row };
  }
}

async function* rows<T extends { readonly address: Address }>(
  kind: RowKind,
  list: (page: PageRequest) => Promise<Page<T>>,
  size: number,
): AsyncGenerator<{ kind: RowKind; row: object }> {
  for await (const row of each(list, size)) yield { kind, row: withoutAddress(row) };
}

/** What an integration noted down beside answers, such as a question that a person has yet to answer, is no cache. */
const isNote = ({ reflectionId }: StoredAnswer): boolean => reflectionId.includes(":");

/**
 * A commit changes the head, or lessons, or one row that stands alone. New feedback at the end is no change: it is read
 * the next time.
 */
async function isAsSeen(store: Store, address: Address, seen: Seen): Promise<boolean> {
  let [lessons, digest] = [0, ""];
  for await (const lesson of each((page) => store.lessons(address, null, page), SHORT)) {
    if (lessons === seen.lessons) break;
    lessons += 1;
    digest = digestOf(digest, lesson);
  }
  return digest === seen.digest && canonicalJson(await store.record(address)) === canonicalJson(seen.record);
}

const digestOf = (before: string, { id, state, updatedAt }: Lesson): string =>
  hashText([before, id, state, updatedAt].join(" "));

function restless(address: Address): KnowhowError {
  return new KnowhowError(
    "conflict",
    `"${addressKey(address)}" changed again and again while it was read. Stop what reflects on it, and export again.`,
  );
}

function withoutAddress<T extends { readonly address: Address }>({ address: _above, ...row }: T): Omit<T, "address"> {
  return row;
}
