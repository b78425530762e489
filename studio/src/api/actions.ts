/** Everything the studio does on the server. What changed is read again at once, without waiting for the event. */
import { useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import type { Address, Feedback, OwnEdit, Proposal, Version } from "knowhow";
import { namespaceQuery } from "../words/place.js";
import { send } from "./request.js";
import { pathOf, type Trial, type TrialAnswer } from "./resources.js";

const own = (address: Address) => ({ query: { namespace: namespaceQuery(address) } });
const decision = (id: string, what: string): string => `/v1/proposals/${encodeURIComponent(id)}/${what}`;

export const signIn = (key: string) => send<unknown>("/v1/session", { key });
export const signOut = () => send<unknown>("/v1/session", undefined, { method: "DELETE" });

export interface Decided {
  readonly id: string;
  readonly reason?: string;
  /** Accepts this text in place of the proposed one. */
  readonly text?: string;
}

export const accept = ({ id, ...body }: Decided) => send<Proposal>(decision(id, "accept"), body);
export const reject = ({ id, reason }: Decided) =>
  send<Proposal>(decision(id, "reject"), { ...(reason !== undefined && { reason }) });
export const undo = ({ id }: { readonly id: string }) => send<Proposal>(decision(id, "undo"), {});

export interface Proposing {
  readonly address: Address;
  readonly edits: readonly OwnEdit[];
  readonly reason?: string;
}

export const propose = ({ address, ...body }: Proposing) =>
  send<Proposal>(pathOf(address, "/proposals"), body, own(address));

export interface GoingBack {
  readonly address: Address;
  readonly to: number;
  readonly reason?: string;
}

export const rollback = ({ address, ...body }: GoingBack) =>
  send<Version>(pathOf(address, "/rollback"), body, own(address));

export interface Labelling {
  readonly address: Address;
  readonly label: string;
  readonly version: number;
}

export const putLabel = ({ address, label, version }: Labelling) =>
  send<unknown>(
    pathOf(address, `/labels/${encodeURIComponent(label)}`),
    { version },
    { ...own(address), method: "PUT" },
  );

export interface Saying {
  readonly address: Address;
  readonly run: string;
  readonly message: string;
  readonly comment?: string;
  readonly score?: number;
  readonly revised?: string;
}

/** As a user, so that what is said waits in the inbox, also where the person could decide it at once. */
export const giveFeedback = ({ address, ...body }: Saying) =>
  send<Feedback>(pathOf(address, "/feedback"), { ...body, as: "user" }, own(address));

export interface Reflected {
  readonly error: { readonly code: string; readonly message: string } | null;
}

export const reflect = ({ address }: { readonly address: Address }) =>
  send<Reflected>(pathOf(address, "/reflect"), {}, own(address));

/** Runs the agent on the text in force, which is recorded. */
export const runAgent = ({ address, signal, ...trial }: Trial & { readonly signal?: AbortSignal }) =>
  send<TrialAnswer>(pathOf(address, "/try"), trial, { ...own(address), ...(signal && { signal }) });

/** A mutation after which everything that watches for changes is read again. */
export function useAction<In, Out>(act: (input: In) => Promise<Out>): UseMutationResult<Out, Error, In> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ predicate: ({ meta }) => meta?.["kinds"] !== undefined }),
  });
}
