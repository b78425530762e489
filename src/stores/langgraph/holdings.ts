/** Everything that is kept of one address, and reading it: the head first, then the inbox, then the archives. */
import type { Case, CaseState } from "../../core/case.js";
import type { EvidenceRecord } from "../../core/evidence.js";
import type { Feedback, Lesson, LessonState } from "../../core/feedback.js";
import { hashText } from "../../core/hash.js";
import type { ModelCall } from "../../core/model-call.js";
import type { Appended, Page, PageRequest } from "../../core/ports/store.js";
import type { Proposal, ProposalState } from "../../core/proposal.js";
import type { ReflectionRecord } from "../../core/reflection.js";
import type { Run } from "../../core/run.js";
import type { Version } from "../../core/version.js";
import { alreadyAppended } from "../append.js";
import { numberCursor, pageOf, pageSize } from "../page.js";
import { Archive, type Order } from "./archive.js";
import type { Items } from "./base-store.js";
import {
  evidenceKey,
  type Head,
  putInbox,
  readHead,
  readInbox,
  versionKey,
  WAITING_LESSONS,
  WAITING_PROPOSALS,
} from "./head.js";

/** A feedback and the id of its lesson. */
interface KeptFeedback {
  readonly feedback: Feedback;
  readonly lessonId: string;
}

export class Holdings {
  readonly items: Items;
  readonly runs: Archive<Run>;
  readonly lessons: Archive<Lesson>;
  readonly proposals: Archive<Proposal>;
  readonly reflections: Archive<ReflectionRecord>;
  readonly cases: Archive<Case>;
  readonly calls: Archive<ModelCall>;

  constructor(items: Items) {
    this.items = items;
    this.runs = new Archive(items, "run");
    this.lessons = new Archive(items, "lesson");
    this.proposals = new Archive(items, "proposal");
    this.reflections = new Archive(items, "reflection");
    this.cases = new Archive(items, "case");
    this.calls = new Archive(items, "call");
  }

  async version(number: number, head?: Head): Promise<Version | null> {
    const { version } = head ?? (await readHead(this.items));
    if (version === null || !Number.isInteger(number) || number < 1 || number > version.number) return null;
    return number === version.number ? version : this.items.get<Version>(versionKey(number));
  }

  async versions(page: PageRequest | undefined): Promise<Page<Version>> {
    const limit = pageSize(page);
    const cursor = numberCursor(page);
    const head = await readHead(this.items);
    const from = Math.min(cursor ?? Number.POSITIVE_INFINITY, (head.version?.number ?? 0) + 1) - 1;
    const numbers = Array.from({ length: Math.max(0, Math.min(from, limit + 1)) }, (_none, index) => from - index);
    const found = await Promise.all(numbers.map((number) => this.version(number, head)));
    const rows = found.filter((version) => version !== null);
    return pageOf(
      rows,
      limit,
      ({ number }) => String(number),
      (version) => version,
    );
  }

  async appendRun(run: Run): Promise<Appended<Run>> {
    const reserved = await this.#reserve("run", run.idempotencyKey, { id: run.id });
    const first = await this.runs.get(reserved.id);
    if (first) return alreadyAppended("run", first, run);
    const item = { ...run, id: reserved.id };
    await this.runs.put(item);
    return { item, duplicate: false };
  }

  async appendFeedback(given: Feedback, lesson: Lesson): Promise<Appended<Feedback>> {
    const ids = { id: given.id, lessonId: lesson.id };
    const reserved = await this.#reserve("feedback", given.idempotencyKey, ids);
    const key = `feedback ${reserved.id}`;
    const first = await this.items.get<KeptFeedback>(key);
    const feedback = first?.feedback ?? { ...given, id: reserved.id };
    const outcome = first ? alreadyAppended("feedback", feedback, given) : { item: feedback, duplicate: false };
    const lessonId = first?.lessonId ?? reserved.lessonId;
    if (!first) await this.items.put(key, { feedback, lessonId });
    // Also the second time: the first may have ended before the lesson was there.
    if (!first || !(await this.lesson(lessonId))) {
      await this.#takeLesson({ ...lesson, id: lessonId, feedbackId: feedback.id });
    }
    return outcome;
  }

  async feedback(id: string): Promise<Feedback | null> {
    return (await this.items.get<KeptFeedback>(`feedback ${id}`))?.feedback ?? null;
  }

  /** In the order of the lessons, which alone have an index; each was made with its feedback. */
  async feedbackPage(page: PageRequest | undefined): Promise<Page<Feedback>> {
    const { items, next } = await mergePage("newest", await this.#waitingLessons(), this.lessons, () => true, page);
    const found = await Promise.all(items.map(({ feedbackId }) => this.feedback(feedbackId)));
    return { items: found.filter((one) => one !== null), next };
  }

  async lesson(id: string): Promise<Lesson | null> {
    return (await this.#waitingLessons()).get(id) ?? this.lessons.get(id);
  }

  async lessonPage(states: readonly LessonState[] | null, page: PageRequest | undefined): Promise<Page<Lesson>> {
    const archive = states?.every((state) => WAITING_LESSONS.includes(state)) ? null : this.lessons;
    const take = ({ state }: Lesson): boolean => states?.includes(state) ?? true;
    return mergePage("oldest", await this.#waitingLessons(), archive, take, page);
  }

  async proposal(id: string): Promise<Proposal | null> {
    return (await this.#newProposals()).get(id) ?? this.proposals.get(id);
  }

  async proposalPage(states: readonly ProposalState[] | null, page: PageRequest | undefined): Promise<Page<Proposal>> {
    const archive = states?.every((state) => WAITING_PROPOSALS.includes(state)) ? null : this.proposals;
    const take = ({ state }: Proposal): boolean => states?.includes(state) ?? true;
    return mergePage("newest", await this.#newProposals(), archive, take, page);
  }

  async reflectionPage(page: PageRequest | undefined): Promise<Page<ReflectionRecord>> {
    const { reflections } = await readHead(this.items);
    return mergePage("newest", byId(reflections), this.reflections, () => true, page);
  }

  async casePage(states: readonly CaseState[] | null, page: PageRequest | undefined): Promise<Page<Case>> {
    const { cases } = await readHead(this.items);
    return mergePage("oldest", byId(cases), this.cases, ({ state }) => states?.includes(state) ?? true, page);
  }

  async appendCall(call: ModelCall): Promise<void> {
    if (!(await this.calls.get(call.id))) await this.calls.put(call);
  }

  async callPage(page: PageRequest | undefined): Promise<Page<ModelCall>> {
    return mergePage("newest", new Map(), this.calls, () => true, page);
  }

  async runPage(page: PageRequest | undefined): Promise<Page<Run>> {
    return mergePage("newest", new Map(), this.runs, () => true, page);
  }

  async evidence(blockIds: readonly string[]): Promise<EvidenceRecord[]> {
    const wanted = new Set(blockIds);
    const head = await readHead(this.items);
    const keys = Array.from({ length: head.batches }, (_none, index) => evidenceKey(index + 1));
    const batches = await Promise.all(keys.map((key) => this.items.get<{ evidence: EvidenceRecord[] }>(key)));
    const all = [...batches.flatMap((batch) => batch?.evidence ?? []), ...head.evidence].reverse();
    // Reversed, so that of several with one id the first is the one that stays.
    const found = [...byId(all).values()].filter(({ blockId }) => wanted.has(blockId));
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The ids of the first append with this key; now these, if it is the first. */
  async #reserve<T extends object>(kind: string, idempotencyKey: string | null, ids: T): Promise<T> {
    if (idempotencyKey === null) return ids;
    const key = `${kind} key ${hashText(idempotencyKey)}`;
    const reserved = await this.items.get<T>(key);
    if (!reserved) await this.items.put(key, ids);
    return reserved ?? ids;
  }

  async #takeLesson(lesson: Lesson): Promise<void> {
    if (!WAITING_LESSONS.includes(lesson.state)) return this.lessons.put(lesson);
    return putInbox(this.items, [...(await readInbox(this.items)), lesson]);
  }

  async #waitingLessons(): Promise<Map<string, Lesson>> {
    const [inbox, { lessons }] = [await readInbox(this.items), await readHead(this.items)];
    return byId([...inbox, ...lessons]);
  }

  async #newProposals(): Promise<Map<string, Proposal>> {
    return byId((await readHead(this.items)).proposals);
  }
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

/** A page of rows at hand and archived ones, in the order of their ids. Those at hand are the newer of the two. */
async function mergePage<T extends { readonly id: string }>(
  order: Order,
  atHand: ReadonlyMap<string, T>,
  archive: Archive<T> | null,
  take: (row: T) => boolean,
  page: PageRequest | undefined,
): Promise<Page<T>> {
  const limit = pageSize(page);
  const cursor = page?.cursor ?? null;
  const isBefore = (a: string, b: string): boolean => (order === "oldest" ? a < b : a > b);
  const mine = [...atHand.keys()].filter((id) => cursor === null || isBefore(cursor, id));
  mine.sort((a, b) => (isBefore(a, b) ? -1 : 1));
  const found: T[] = [];
  const add = (row: T | null | undefined): void => {
    if (row && take(row)) found.push(row);
  };
  const addMine = (end?: string): void => {
    while (mine[0] !== undefined && (end === undefined || isBefore(mine[0], end))) add(atHand.get(mine.shift() ?? ""));
  };
  if (archive) {
    for await (const id of archive.ids(order, cursor)) {
      if (found.length > limit) break;
      addMine(id);
      if (!atHand.has(id)) add(await archive.get(id));
    }
  }
  addMine();
  return pageOf(
    found,
    limit,
    ({ id }) => id,
    (row) => row,
  );
}
