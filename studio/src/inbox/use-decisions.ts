/** Accepts and rejects, with the undo in the message that follows. */
import { useQueryClient } from "@tanstack/react-query";
import type { Proposal } from "knowhow";
import { accept, reject, undo, useAction } from "../api/actions.js";
import { sentenceOf } from "../api/problem.js";
import { waitingQuery } from "../api/resources.js";
import { useMayDecide } from "../shell/may.js";
import { useSay } from "../shell/toasts.js";
import { keyOf } from "../words/place.js";

type Kind = "accept" | "reject";

interface Decision {
  readonly reason: string;
  readonly text?: string | undefined;
}

interface Options {
  readonly onDecided: (decided: Proposal) => void;
  readonly onReopened: (id: string) => void;
}

export function useDecisions(proposal: Proposal, { onDecided, onReopened }: Options) {
  const client = useQueryClient();
  const say = useSay();
  const may = useMayDecide(proposal);
  const accepting = useAction(accept);
  const rejecting = useAction(reject);
  const undoing = useAction(undo);

  // Not callbacks of `mutate`: the event of the change may take this view away before the answer is there.
  const takeBack = async (): Promise<void> => {
    try {
      const reopened = await undoing.mutateAsync({ id: proposal.id });
      say({ text: "Taken back. The suggestion waits again." });
      onReopened(reopened.id);
    } catch (error) {
      say({ text: sentenceOf(error), tone: "bad" });
    }
  };

  const decide = async (kind: Kind, { reason, text }: Decision): Promise<void> => {
    const action = kind === "accept" ? accepting : rejecting;
    const why = reason.trim();
    try {
      const decided = await action.mutateAsync({
        id: proposal.id,
        ...(why !== "" && { reason: why }),
        ...(text !== undefined && { text }),
      });
      // Gone from the list at once; what the server says comes right after.
      client.setQueryData(waitingQuery().queryKey, (old) =>
        old ? { ...old, items: old.items.filter(({ id }) => id !== proposal.id) } : old,
      );
      onDecided(decided);
      const final = may.undo && (decided.state === "accepted" || decided.state === "rejected");
      say({ text: sentenceFor(decided), ...(final && { undo: () => void takeBack() }) });
    } catch (error) {
      say({ text: sentenceOf(error), tone: "bad" });
    }
  };
  return {
    decide: (kind: Kind, decision: Decision) => void decide(kind, decision),
    busy: accepting.isPending || rejecting.isPending,
    fault: accepting.error ?? rejecting.error,
  };
}

function sentenceFor({ state, decision, address }: Proposal): string {
  if (state === "accepted") return `Accepted. ${keyOf(address)} is at version ${decision?.version ?? "?"} now.`;
  if (state === "rejected") return "Rejected. The instructions stay as they are.";
  return `This suggestion is ${state} now.`;
}
