/** A store on any SQL database: connects on first use, and gives every call to the queries of its subject. */
import { KnowhowError } from "../../core/errors.js";
import type { Appended, CommitOutcome, ErasureOutcome, Store } from "../../core/ports/store.js";
import { applyChange, Refusal } from "./commit.js";
import { listAddresses } from "./addresses.js";
import { eraseRows } from "./erase.js";
import { listCases } from "./cases.js";
import { giveBack, listBacklog, takeClaim } from "./claims.js";
import type { Queries, SqlDriver } from "./connection.js";
import { addKey, findKey, listKeys, revokeKey } from "./keys.js";
import { listEvidence } from "./evidence.js";
import { appendCall, listCalls } from "./model-calls.js";
import { appendFeedback, type Outcome, type Taught } from "./append-feedback.js";
import { findFeedback, listFeedback } from "./feedback.js";
import { Gathering } from "./gathering.js";
import { findRecord, listRecords, readLabelled, readText } from "./instructions.js";
import { findLesson, listLessons } from "./lessons.js";
import { findProposal, listProposals } from "./proposals.js";
import { findAnswer, listAnswers, listReflections, putAnswer } from "./reflections.js";
import { addressOf } from "./rows.js";
import { appendRun, findRun, listRuns } from "./runs.js";
import { Session } from "./session.js";
import { takeInRows } from "./take-in.js";
import { findVersion, listVersions } from "./versions.js";
import { wasMade } from "./was-made.js";

type Listener = Parameters<NonNullable<Store["watch"]>>[0];

/** The store of a driver. */
export function sqlStore(driver: SqlDriver): Store {
  const session = new Session(driver);
  const read = <T>(work: (db: Queries) => Promise<T>): Promise<T> => session.use(({ db }) => work(db));
  const write = <T>(work: (db: Queries, again: boolean) => Promise<T>): Promise<T> =>
    session.write(({ db }, again) => db.transaction().execute((transaction) => work(transaction, again)));
  const append = <T extends { readonly id: string }>(item: T, work: (db: Queries) => Promise<Appended<T>>) =>
    write(async (db, again) => {
      const outcome = await work(db);
      // What an earlier try of this very call has stored is no duplicate.
      return again && outcome.item.id === item.id ? { ...outcome, duplicate: false } : outcome;
    });
  // Calls that come together share a transaction, so that a commit costs many of them no more than one.
  const taught = new Gathering<Taught, Outcome>({
    work: (items, earlier) => session.write((connection, again) => appendFeedback(connection, items, earlier || again)),
    keyOf: ({ feedback }) => feedback.id,
    sizeOf: ({ feedback: { comment, revised, original } }) =>
      (comment?.length ?? 0) + (revised?.length ?? 0) + (original?.length ?? 0),
    mayBeSpoilt: concernsOneRow,
    limits: { items: 500, size: 4_000_000, underWay: 2 },
  });

  return {
    name: driver.name,
    guarantees: driver.guarantees,

    record: (address) => session.use(({ db, dialect }) => findRecord(db, dialect, address)),
    read: (address, label) => session.use(({ db, dialect }) => readLabelled(db, dialect, address, label)),
    readText: (address, label) => session.use((connection) => readText(connection, address, label)),
    list: (namespace, page) => session.use(({ db, dialect }) => listRecords(db, dialect, namespace, page)),

    version: (address, number) => read((db) => findVersion(db, address, number)),
    versions: (address, page) => read((db) => listVersions(db, address, page)),

    appendRun: (run) => append(run, (db) => appendRun(db, run)),
    run: (address, id) => read((db) => findRun(db, address, id)),
    runs: (address, page) => read((db) => listRuns(db, address, page)),

    async appendFeedback(feedback, lesson) {
      const outcome = await taught.add({ feedback, lesson });
      if (outcome instanceof KnowhowError) throw outcome;
      return outcome;
    },
    feedback: (address, id) => read((db) => findFeedback(db, address, id)),
    recentFeedback: (address, page) => read((db) => listFeedback(db, address, page)),

    lesson: (address, id) => read((db) => findLesson(db, address, id)),
    lessons: (address, states, page) => read((db) => listLessons(db, address, states, page)),

    proposal: (address, id) => read((db) => findProposal(db, address, id)),
    proposals: (address, states, page) => read((db) => listProposals(db, address, states, page)),
    findProposal: (id) => read((db) => findProposal(db, null, id)),

    cases: (address, states, page) => read((db) => listCases(db, address, states, page)),

    evidence: (address, blockIds) => read((db) => listEvidence(db, address, blockIds)),

    reflections: (address, page) => read((db) => listReflections(db, address, page)),
    putAnswer: (address, reflectionId, request, answer) =>
      write((db) => putAnswer(db, address, reflectionId, request, answer)),
    answer: (address, reflectionId, request) => read((db) => findAnswer(db, address, reflectionId, request)),
    answers: (address, page) => read((db) => listAnswers(db, address, page)),

    backlog: (namespace, page) => read((db) => listBacklog(db, namespace, page)),
    claim: (address, request) => write((db) => takeClaim(db, address, request)),
    release: (address, holder, failure) => write((db) => giveBack(db, address, holder, failure)),

    appendCall: (call) => write((db) => appendCall(db, call)),
    calls: (address, page) => read((db) => listCalls(db, address, page)),

    commit: (change) =>
      session.write(async ({ db, dialect }, again): Promise<CommitOutcome> => {
        try {
          const record = await db.transaction().execute((transaction) => applyChange(transaction, dialect, change));
          return { status: "committed", record };
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const record = await findRecord(db, dialect, change.address);
          // It may be an earlier try of this very commit that it conflicts with.
          if (again && record && (await wasMade(db, record, change))) return { status: "committed", record };
          return { status: "conflict", conflict: error.conflict, record };
        }
      }),
    ...(driver.watches && {
      watch: (listener: Listener) =>
        session.keepUp((connection) => connection.watch?.((key) => listener(key === null ? null : addressOf(key)))),
    }),
    keys: {
      add: (key) => write((db, again) => addKey(db, key, again)),
      find: (id) => read((db) => findKey(db, id)),
      list: (page) => read((db) => listKeys(db, page)),
      revoke: (id, at) => write((db) => revokeKey(db, id, at)),
    },
    addresses: (namespace, page) => read((db) => listAddresses(db, namespace, page)),
    erase: (erasure) =>
      session.write(async (connection): Promise<ErasureOutcome> => {
        const { db, dialect } = connection;
        const erased = await db.transaction().execute((transaction) => eraseRows(transaction, dialect, erasure));
        return erased ? { status: "erased", clean: (await connection.purge?.()) ?? true } : { status: "conflict" };
      }),
    takeIn: (address, rows, options) =>
      session.write(({ db, dialect }) =>
        db.transaction().execute((transaction) => takeInRows(transaction, dialect, address, rows, options)),
      ),
    vacuum: () => session.use((connection) => connection.vacuum()),
    async close() {
      await taught.settled();
      await session.close();
    },
  };
}

/** What a database says of a row that it cannot keep: too long for an index, or by its SQLSTATE bad data. */
function concernsOneRow(error: unknown): boolean {
  const { code } = Object(Object(error).cause) as { code?: unknown };
  return KnowhowError.is(error, "store_unsupported") || (typeof code === "string" && /^2[23]/.test(code));
}
