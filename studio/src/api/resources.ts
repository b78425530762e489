/** Every read of the studio as query options: where it is, and which kinds of change make it stale. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  Address,
  BlameEntry,
  BlockView,
  Edit,
  Feedback,
  HistoryEntry,
  InstructionsRecord,
  LearningReport,
  Lesson,
  Page,
  Period,
  Principal,
  Proposal,
  RuleChange,
  RulesReport,
  Run,
  Version,
  VersionDiff,
} from "knowhow";
import { keyOf, namespaceQuery } from "../words/place.js";
import { get, getAll, send } from "./request.js";

/** What can change, as `/v1/events` names it. */
export type ChangeKind = "version" | "label" | "proposal" | "lesson" | "run" | "feedback" | "case" | "other";

/** When a read must be read again; `address` null: whatever instructions the change is of. */
export interface Watch extends Record<string, unknown> {
  readonly kinds: readonly ChangeKind[];
  readonly address: Address | null;
}

export type KeyRole = "read" | "record" | "propose" | "approve" | "admin";

export interface Me {
  readonly principal: Principal;
  /** The roles of the key or session, with all that they include. */
  readonly may: readonly KeyRole[];
  readonly namespaces: readonly (readonly string[])[];
  readonly local: boolean;
}

export interface ProposalDetail {
  readonly proposal: Proposal;
  readonly before: { readonly version: number; readonly text: string };
  /** Null when the edits do not fit the newest version any more. */
  readonly after: { readonly text: string } | null;
  readonly patch: string;
  readonly edits: readonly { readonly edit: Edit; readonly block: BlockView | null }[];
  readonly lessons: readonly TaughtLesson[];
}

export interface TaughtLesson {
  readonly lesson: Lesson;
  readonly feedback: Feedback | null;
  readonly run: Run | null;
}

export interface Given {
  readonly feedback: Feedback | null;
  readonly lesson: Lesson | null;
}

/** What an application hands over to try its agent on. */
export interface Offer {
  /** What an input and an output are called. */
  readonly input: string;
  readonly output: string;
  readonly notice: string | null;
  /** So many others are run before and after a change by themselves. */
  readonly compare: number;
  readonly samples: readonly { readonly id: string; readonly title: string }[];
}

export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** What the agent is run on. */
export interface Trial {
  readonly address: Address;
  readonly sample?: string;
  readonly input?: string;
  readonly version?: number;
  readonly proposal?: string;
}

export interface TrialAnswer {
  readonly output: string;
  readonly notes: readonly string[];
  readonly version: number | null;
  readonly run: Run | null;
}

/** Lists are read whole up to this many; pages say when there are more. */
const MOST_LISTED = 1000;
const RUNS_AT_ONCE = 50;

/** `/v1/instructions/tweet-writer` and below. */
export const pathOf = (address: Address, below = ""): string =>
  `/v1/instructions/${encodeURIComponent(address.name)}${below}`;

const own = (address: Address) => ({ namespace: namespaceQuery(address) });
const watch = (address: Address | null, ...kinds: readonly ChangeKind[]) => ({ meta: { address, kinds } });

export const meQuery = () =>
  queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => get<Me>("/v1/me", {}, signal),
    staleTime: 60_000,
  });

export const instructionsQuery = () =>
  queryOptions({
    queryKey: ["instructions"],
    queryFn: ({ signal }) => getAll<InstructionsRecord>("/v1/instructions", {}, { most: MOST_LISTED, signal }),
    ...watch(null, "version", "label"),
  });

export const waitingQuery = () =>
  queryOptions({
    queryKey: ["waiting"],
    queryFn: ({ signal }) => getAll<Proposal>("/v1/proposals", { states: "open" }, { most: MOST_LISTED, signal }),
    ...watch(null, "proposal"),
  });

export const proposalQuery = (id: string, address: Address | null) =>
  queryOptions({
    queryKey: ["proposal", id],
    queryFn: ({ signal }) => get<ProposalDetail>(`/v1/proposals/${encodeURIComponent(id)}`, {}, signal),
    ...watch(address, "proposal", "version"),
  });

export const blameQuery = (address: Address, version?: number) =>
  queryOptions({
    queryKey: ["blame", keyOf(address), version ?? "head"],
    queryFn: ({ signal }) =>
      get<{ items: readonly BlameEntry[] }>(pathOf(address, "/blame"), { ...own(address), version }, signal),
    ...watch(address, "version"),
  });

export const rulesQuery = (address: Address) =>
  queryOptions({
    queryKey: ["rules", keyOf(address)],
    queryFn: ({ signal }) => get<RulesReport>(pathOf(address, "/rules"), own(address), signal),
    ...watch(address, "version", "run", "proposal", "lesson"),
  });

/** By the period asked for; null: by what fits. */
export const learningQuery = (address: Address, period: Period | null) =>
  queryOptions({
    queryKey: ["learning", keyOf(address), period],
    queryFn: ({ signal }) =>
      get<LearningReport>(pathOf(address, "/learning"), { ...own(address), period: period ?? undefined }, signal),
    ...watch(address, "version", "feedback"),
  });

/** Newest first, a page at a time. */
export const ruleChangesQuery = (address: Address) =>
  infiniteQueryOptions({
    queryKey: ["rule-changes", keyOf(address)],
    queryFn: ({ signal, pageParam }) =>
      get<Page<RuleChange>>(
        pathOf(address, "/rule-changes"),
        { ...own(address), cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...watch(address, "version"),
  });

export const historyQuery = (address: Address) =>
  queryOptions({
    queryKey: ["history", keyOf(address)],
    queryFn: ({ signal }) =>
      getAll<HistoryEntry>(pathOf(address, "/versions"), own(address), { most: MOST_LISTED, signal }),
    ...watch(address, "version", "label"),
  });

export const versionQuery = (address: Address, number: number) =>
  queryOptions({
    queryKey: ["version", keyOf(address), number],
    queryFn: ({ signal }) => get<Version>(pathOf(address, `/versions/${number}`), own(address), signal),
    // A version never changes; it can only be erased, which a reload shows.
    staleTime: Infinity,
  });

export const diffQuery = (address: Address, from: number, to: number) =>
  queryOptions({
    queryKey: ["diff", keyOf(address), from, to],
    queryFn: ({ signal }) => get<VersionDiff>(pathOf(address, "/diff"), { ...own(address), from, to }, signal),
    staleTime: Infinity,
  });

/** Newest first, a page at a time. */
export const runsQuery = (address: Address) =>
  infiniteQueryOptions({
    queryKey: ["runs", keyOf(address)],
    queryFn: ({ signal, pageParam }) =>
      get<Page<Run>>(
        pathOf(address, "/runs"),
        { ...own(address), limit: RUNS_AT_ONCE, cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...watch(address, "run"),
  });

export const runQuery = (address: Address, id: string) =>
  queryOptions({
    queryKey: ["run", keyOf(address), id],
    queryFn: ({ signal }) => get<Run>(pathOf(address, `/runs/${encodeURIComponent(id)}`), own(address), signal),
    staleTime: Infinity,
  });

export const runFeedbackQuery = (address: Address, id: string) =>
  queryOptions({
    queryKey: ["run-feedback", keyOf(address), id],
    queryFn: ({ signal }) =>
      get<{ items: readonly Given[] }>(
        pathOf(address, `/runs/${encodeURIComponent(id)}/feedback`),
        own(address),
        signal,
      ),
    ...watch(address, "feedback", "lesson"),
  });

export const feedbackQuery = (address: Address) =>
  queryOptions({
    queryKey: ["feedback", keyOf(address)],
    queryFn: ({ signal }) => getAll<Given>(pathOf(address, "/feedback"), own(address), { most: MOST_LISTED, signal }),
    ...watch(address, "feedback", "lesson"),
  });

export const offerQuery = (address: Address) =>
  queryOptions({
    queryKey: ["offer", keyOf(address)],
    queryFn: ({ signal }) => get<{ offer: Offer | null }>(pathOf(address, "/try"), own(address), signal),
    staleTime: 5 * 60_000,
  });

export const sampleQuery = (address: Address, id: string) =>
  queryOptions({
    queryKey: ["sample", keyOf(address), id],
    queryFn: ({ signal }) => get<Sample>(pathOf(address, `/samples/${encodeURIComponent(id)}`), own(address), signal),
    staleTime: Infinity,
  });

/** A run that is looked at and not recorded: on a version or a proposal. It may cost, so it is never run twice. */
export const trialQuery = ({ address, ...trial }: Trial) =>
  queryOptions({
    queryKey: ["trial", keyOf(address), trial],
    queryFn: ({ signal }) => send<TrialAnswer>(pathOf(address, "/try"), trial, { query: own(address), signal }),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  });
