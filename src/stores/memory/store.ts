/**
 * `memoryStore`: everything in this process's memory, for tests, demonstrations and the edge.
 * Guarantees: transactions, compare-and-set, listing. Limits: nothing survives the process, nothing is shared.
 */
import { type Address, addressKey, addressOfKey, isWithin, type Namespace } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import type { Change, Erasure, ErasureOutcome, Page, PageRequest, Store } from "../../core/ports/store.js";
import { alreadyAppended } from "../append.js";
import { numberCursor, pageOf, pageSize } from "../page.js";
import { backlogOf, claimShelf, releaseShelf } from "./claims.js";
import { commitToShelf } from "./commit.js";
import { eraseFromShelf } from "./erase.js";
import { memoryKeys } from "./keys.js";
import { takeIntoShelf } from "./take-in.js";
import { comparePoints } from "../order.js";
import { Shelf } from "./shelf.js";

const EMPTY = new Shelf();

/** A store that keeps copies in memory until the process ends. Loads nothing and runs wherever JavaScript does. */
export function memoryStore(): Store {
  const shelves = new Map<string, Shelf>();
  let closed = false;

  /** Every method goes through here: refuses a closed store, makes the outcome a promise, copies what goes out. */
  const use = async <T>(work: () => T): Promise<T> => {
    if (closed) throw new KnowhowError("store_closed", "The store was closed. Open a new one.");
    return structuredClone(work());
  };
  const look = (address: Address): Shelf | undefined => shelves.get(addressKey(address));
  const keep = (address: Address): Shelf => {
    const shelf = look(address) ?? new Shelf();
    shelves.set(addressKey(address), shelf);
    return shelf;
  };
  return {
    name: "memory",
    guarantees: { durable: false, transactions: true, compareAndSet: true, shared: false, listing: true },

    record: (address) => use(() => look(address)?.record ?? null),
    read: (address, label) =>
      use(() => {
        const { record, versions } = look(address) ?? EMPTY;
        const number = record && Object.hasOwn(record.labels, label) ? record.labels[label] : undefined;
        const version = number === undefined ? undefined : versions[number - 1];
        return record && version ? { record, version } : null;
      }),
    list: (namespace: Namespace, page?: PageRequest) =>
      use(() => {
        const rows = [...shelves].flatMap(([key, { record }]) =>
          record && isWithin(record.address, namespace) ? [{ key, row: record }] : [],
        );
        return keyedPage(rows, page);
      }),

    version: (address, number) => use(() => look(address)?.versions[number - 1] ?? null),
    versions: (address, page) =>
      use(() => {
        const limit = pageSize(page);
        const all = look(address)?.versions ?? [];
        const end = Math.min(numberCursor(page) ?? Number.POSITIVE_INFINITY, all.length + 1);
        const rows = all.slice(Math.max(0, end - 2 - limit), Math.max(0, end - 1)).reverse();
        return pageOf(
          rows,
          limit,
          ({ number }) => String(number),
          (version) => version,
        );
      }),

    appendRun: (run) =>
      use(() => {
        const { runs, runKeys } = keep(run.address);
        const first = runs.get((run.idempotencyKey !== null && runKeys.get(run.idempotencyKey)) || run.id);
        if (first) return alreadyAppended("run", first, run);
        runs.put(run.id, structuredClone(run));
        if (run.idempotencyKey !== null) runKeys.set(run.idempotencyKey, run.id);
        return { item: run, duplicate: false };
      }),
    run: (address, id) => use(() => look(address)?.runs.get(id) ?? null),
    runs: (address, page) => use(() => (look(address) ?? EMPTY).runs.page("newest", page)),

    appendFeedback: (feedback, lesson) =>
      use(() => {
        const shelf = keep(feedback.address);
        const key = feedback.idempotencyKey;
        const first = shelf.feedback.get((key !== null && shelf.feedbackKeys.get(key)) || feedback.id);
        if (first) return alreadyAppended("feedback", first, feedback);
        shelf.feedback.put(feedback.id, structuredClone(feedback));
        shelf.lessons.put(lesson.id, structuredClone(lesson));
        if (key !== null) shelf.feedbackKeys.set(key, feedback.id);
        return { item: feedback, duplicate: false };
      }),
    feedback: (address, id) => use(() => look(address)?.feedback.get(id) ?? null),
    recentFeedback: (address, page) => use(() => (look(address) ?? EMPTY).feedback.page("newest", page)),

    lesson: (address, id) => use(() => look(address)?.lessons.get(id) ?? null),
    lessons: (address, states, page) =>
      use(() => {
        const { lessons } = look(address) ?? EMPTY;
        return lessons.page("oldest", page, ({ state }) => states?.includes(state) ?? true);
      }),

    proposal: (address, id) => use(() => look(address)?.proposals.get(id) ?? null),
    proposals: (address, states, page) =>
      use(() => {
        const { proposals } = look(address) ?? EMPTY;
        return proposals.page("newest", page, ({ state }) => states?.includes(state) ?? true);
      }),
    findProposal: (id) =>
      use(() => {
        for (const { proposals } of shelves.values()) {
          const found = proposals.get(id);
          if (found) return found;
        }
        return null;
      }),

    cases: (address, states, page) =>
      use(() => {
        const { cases } = look(address) ?? EMPTY;
        return cases.page("oldest", page, ({ state }) => states?.includes(state) ?? true);
      }),

    evidence: (address, blockIds) =>
      use(() => (look(address) ?? EMPTY).evidence.all().filter(({ blockId }) => blockIds.includes(blockId))),

    reflections: (address, page) => use(() => (look(address) ?? EMPTY).reflections.page("newest", page)),
    putAnswer: (address, reflectionId, request, answer) =>
      use(() => {
        const { answers } = keep(address);
        const key = `${reflectionId} ${request}`;
        if (!answers.has(key)) answers.set(key, answer);
      }),
    answer: (address, reflectionId, request) =>
      use(() => look(address)?.answers.get(`${reflectionId} ${request}`) ?? null),
    answers: (address, page) =>
      use(() => {
        const rows = [...(look(address) ?? EMPTY).answers].map(([key, answer]) => {
          const end = key.indexOf(" ");
          return { key, row: { reflectionId: key.slice(0, end), request: key.slice(end + 1), answer } };
        });
        return keyedPage(rows, page);
      }),

    backlog: (namespace, page) =>
      use(() => {
        const rows = [...shelves].flatMap(([key, shelf]) => {
          const address = addressOfKey(key);
          const row = isWithin(address, namespace) ? backlogOf(address, shelf) : null;
          return row ? [{ key, row }] : [];
        });
        return keyedPage(rows, page);
      }),
    claim: (address, request) => use(() => claimShelf(keep(address), request)),
    release: (address, holder, failure) => use(() => releaseShelf(keep(address), holder, failure)),

    appendCall: (call) =>
      use(() => {
        const { calls } = keep(call.address);
        if (!calls.get(call.id)) calls.put(call.id, structuredClone(call));
      }),
    calls: (address, page) => use(() => (look(address) ?? EMPTY).calls.page("newest", page)),

    keys: memoryKeys(use),
    commit: (change: Change) => use(() => commitToShelf(keep(change.address), structuredClone(change))),
    addresses: (namespace, page) =>
      use(() => {
        const rows = [...shelves].flatMap(([key, shelf]) => {
          const address = addressOfKey(key);
          return isWithin(address, namespace) && shelf.holdsAnything() ? [{ key, row: address }] : [];
        });
        return keyedPage(rows, page);
      }),
    erase: (erasure: Erasure) =>
      use((): ErasureOutcome => {
        const { address } = erasure;
        if (erasure.everything) shelves.delete(addressKey(address));
        else if (!eraseFromShelf(keep(address), structuredClone(erasure.rows))) return { status: "conflict" };
        return { status: "erased", clean: true };
      }),
    takeIn: (address, rows, options) =>
      use(() =>
        options?.dryRun
          ? takeIntoShelf(look(address) ?? new Shelf(), rows, options)
          : takeIntoShelf(keep(address), structuredClone(rows), options),
      ),
    async close() {
      closed = true;
    },
  };
}

/** A page of rows in the order of their keys. */
function keyedPage<T>(
  rows: readonly { readonly key: string; readonly row: T }[],
  page: PageRequest | undefined,
): Page<T> {
  const cursor = page?.cursor ?? null;
  const found = rows
    .filter(({ key }) => cursor === null || comparePoints(key, cursor) > 0)
    .sort((a, b) => comparePoints(a.key, b.key));
  return pageOf(
    found,
    pageSize(page),
    ({ key }) => key,
    ({ row }) => row,
  );
}
