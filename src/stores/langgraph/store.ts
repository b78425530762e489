/**
 * `langGraphStore`: the user's own LangGraph `BaseStore` (`InMemoryStore`, `PostgresStore`, whatever a platform
 * injects). Guarantees: none. It is as durable as that store; a commit takes effect by one `put`, but a `BaseStore`
 * has no transactions and no compare-and-set: when two processes change one address at the same time, one change can
 * be lost, and a reflection can take effect twice. In one process changes wait for each other. Limits: uses `get` and
 * `put` only, so it lists nothing across addresses; the head item grows with the lessons that wait.
 */
import { type Address, addressKey, type Namespace } from "../../core/address.js";
import { type Claim, isFree } from "../../core/claim.js";
import { KnowhowError } from "../../core/errors.js";
import { inTurn } from "../../core/in-turn.js";
import { checkKnown } from "../../core/known-options.js";
import type { Store } from "../../core/ports/store.js";
import { answerKey, answerPage, putAnswers } from "./answers.js";
import { type BaseStoreLike, baseStoreOf, isBaseStore, Items, namespaceOf } from "./base-store.js";
import { commitTo } from "./commit.js";
import { CLAIM_KEY, eraseFrom } from "./erase.js";
import { readHead } from "./head.js";
import { Holdings } from "./holdings.js";
import { takeInto } from "./take-in.js";

export interface LangGraphStoreOptions {
  /** The labels that all items stand under. Default `["knowhow"]`. */
  readonly namespace?: Namespace;
}

/**
 * A store in a LangGraph `BaseStore`. It may be made inside of a node, of `config.store`, and used after the graph
 * has ended. Closing it leaves the `BaseStore` as it is.
 * @throws `invalid_policy` for what is no `BaseStore`, or a namespace that LangGraph would refuse. Its methods throw
 * `store_unavailable`, `store_newer`, `store_closed`, and `store_unsupported` for `list` and `findProposal`
 */
export function langGraphStore(baseStore: BaseStoreLike, options: LangGraphStoreOptions = {}): Store {
  if (!isBaseStore(baseStore)) {
    throw new KnowhowError(
      "invalid_policy",
      "langGraphStore needs a BaseStore of LangGraph, for example an InMemoryStore.",
    );
  }
  checkKnown("langGraphStore", options, { namespace: true });
  const base = baseStoreOf(baseStore);
  const root = checkRoot(options.namespace ?? ["knowhow"]);
  let closed = false;

  const use = async <T>(address: Address, work: (holdings: Holdings) => Promise<T>): Promise<T> => {
    if (closed) throw new KnowhowError("store_closed", "The store was closed. Make a new one.");
    return work(new Holdings(new Items(base, namespaceOf(root, address))));
  };
  const change = <T>(address: Address, work: (holdings: Holdings) => Promise<T>): Promise<T> =>
    use(address, (holdings) => inTurn(base, JSON.stringify([root, addressKey(address)]), () => work(holdings)));
  const unsupported = async (what: string): Promise<never> => {
    const instead = "Name the instructions, or keep them in a store that lists: sqliteStore.";
    throw new KnowhowError("store_unsupported", `A LangGraph store cannot ${what}. ${instead}`);
  };

  return {
    name: `langgraph:${root.join("/")}`,
    guarantees: { durable: false, transactions: false, compareAndSet: false, shared: false, listing: false },

    record: (address) => use(address, async ({ items }) => (await readHead(items)).record),
    read: (address, label) =>
      use(address, async (holdings) => {
        const head = await readHead(holdings.items);
        const { record } = head;
        if (!record || !Object.hasOwn(record.labels, label)) return null;
        const version = await holdings.version(record.labels[label] ?? 0, head);
        return version && { record, version };
      }),
    list: () => unsupported("list instructions"),

    version: (address, number) => use(address, (holdings) => holdings.version(number)),
    versions: (address, page) => use(address, (holdings) => holdings.versions(page)),

    appendRun: (run) => change(run.address, async (holdings) => structuredClone(await holdings.appendRun(run))),
    run: (address, id) => use(address, ({ runs }) => runs.get(id)),
    runs: (address, page) => use(address, (holdings) => holdings.runPage(page)),

    appendFeedback: (feedback, lesson) =>
      change(feedback.address, async (holdings) => structuredClone(await holdings.appendFeedback(feedback, lesson))),
    feedback: (address, id) => use(address, (holdings) => holdings.feedback(id)),
    recentFeedback: (address, page) => use(address, (holdings) => holdings.feedbackPage(page)),

    lesson: (address, id) => use(address, (holdings) => holdings.lesson(id)),
    lessons: (address, states, page) => use(address, (holdings) => holdings.lessonPage(states, page)),

    proposal: (address, id) => use(address, (holdings) => holdings.proposal(id)),
    proposals: (address, states, page) => use(address, (holdings) => holdings.proposalPage(states, page)),
    findProposal: () => unsupported("find a proposal by its id alone"),

    cases: (address, states, page) => use(address, (holdings) => holdings.casePage(states, page)),

    evidence: (address, blockIds) => use(address, (holdings) => holdings.evidence(blockIds)),

    reflections: (address, page) => use(address, (holdings) => holdings.reflectionPage(page)),
    putAnswer: (address, reflectionId, request, answer) =>
      change(address, async ({ items }) => {
        if (await items.get(answerKey({ reflectionId, request }))) return;
        await putAnswers(items, [{ reflectionId, request, answer }]);
      }),
    answer: (address, reflectionId, request) =>
      use(
        address,
        async ({ items }) =>
          (await items.get<{ answer: string }>(answerKey({ reflectionId, request })))?.answer ?? null,
      ),
    answers: (address, page) => use(address, ({ items }) => answerPage(items, page)),

    backlog: () => unsupported("list what waits"),
    claim: (address, request) =>
      change(address, async ({ items }) => {
        const before = await items.get<Claim>(CLAIM_KEY);
        if (!isFree(before, request.holder, request.at)) return null;
        const { holder, at: since, until } = request;
        const claim: Claim = { holder, since, until, failure: before?.failure ?? null };
        await items.put(CLAIM_KEY, claim);
        return claim;
      }),
    release: (address, holder, failure) =>
      change(address, async ({ items }) => {
        if ((await items.get<Claim>(CLAIM_KEY))?.holder !== holder) return;
        await items.put(CLAIM_KEY, { holder: null, since: null, until: null, failure });
      }),

    appendCall: (call) => change(call.address, (holdings) => holdings.appendCall(structuredClone(call))),
    calls: (address, page) => use(address, (holdings) => holdings.callPage(page)),

    commit: (step) =>
      change(step.address, async (holdings) => structuredClone(await commitTo(holdings, structuredClone(step)))),
    addresses: () => unsupported("list addresses"),
    takeIn: (address, rows, options) =>
      change(address, (holdings) => takeInto(holdings, structuredClone(rows), options)),
    erase: (erasure) => change(erasure.address, (holdings) => eraseFrom(holdings, structuredClone(erasure))),
    async close() {
      closed = true;
    },
  };
}

function checkRoot(namespace: Namespace): readonly string[] {
  const fits = (label: unknown): boolean => typeof label === "string" && label !== "" && !/[.:\0]/.test(label);
  if (Array.isArray(namespace) && namespace.length > 0 && namespace.every(fits) && namespace[0] !== "langgraph") {
    return [...namespace];
  }
  const shown = JSON.stringify(namespace);
  throw new KnowhowError(
    "invalid_policy",
    `namespace must be labels without "." or ":", and must not begin with "langgraph", not ${shown}.`,
  );
}
