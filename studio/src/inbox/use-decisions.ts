/** Accepts and rejects, with the undo in the message that follows. */
import { useQueryClient } from "@tanstack/react-query";
import type { Proposal } from "knowhow";
import { accept, reject, undo, useAction } from "../api/actions.js";
import { sentenceOf } from "../api/problem.js";
import { waitingQuery } from "../api/resources.js";
import { useSay } from "../shell/toasts.js";
import { keyOf } from "../words/place.js";

type Kind = "accept" | "reject";

interface Options {
  readonly onDecided: () => void;
  readonly onReopened: (id: string) => void;
}

export function useDecisions(proposal: Proposal, { onDecided, onReopened }: Options) {
  const client = useQueryClient();
  const say = useSay();
  const accepting = useAction(accept);
  const rejecting = useAction(reject);
  const undoing = useAction(undo);

  const takeBack = (): void => {
    undoing.mutate(
      { id: proposal.id },
      {
        onSuccess: (reopened) => {
          say({ text: "Taken back. The suggestion waits again." });
          onReopened(reopened.id);
        },
        onError: (error) => say({ text: sentenceOf(error), tone: "bad" }),
      },
    );
  };

  const decide = (
    kind: Kind,
    { reason, text }: { readonly reason: string; readonly text?: string | undefined },
  ): void => {
    const action = kind === "accept" ? accepting : rejecting;
    action.mutate(
      { id: proposal.id, ...(reason.trim() !== "" && { reason: reason.trim() }), ...(text !== undefined && { text }) },
      {
        onSuccess: (decided) => {
          // Gone from the list at once; what the server says comes right after.
          client.setQueryData(waitingQuery().queryKey, (old) =>
            old ? { ...old, items: old.items.filter(({ id }) => id !== proposal.id) } : old,
          );
          onDecided();
          say({ text: sentenceFor(decided), ...(decided.state !== "stale" && { undo: takeBack }) });
        },
      },
    );
  };
  return {
    decide,
    busy: accepting.isPending || rejecting.isPending,
    fault: accepting.error ?? rejecting.error,
  };
}

function sentenceFor({ state, decision, address }: Proposal): string {
  if (state === "accepted") return `Accepted. ${keyOf(address)} is at version ${decision?.version ?? "?"} now.`;
  if (state === "rejected") return "Rejected. The instructions stay as they are.";
  return `This suggestion is ${state} now.`;
}
