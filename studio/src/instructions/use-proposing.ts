/** A person's own change: it goes to the inbox like any other suggestion, and is shown there. */
import type { Address, OwnEdit } from "knowhow";
import { useLocation } from "wouter";
import { propose, useAction } from "../api/actions.js";
import { sentenceOf } from "../api/problem.js";
import { useSay } from "../shell/toasts.js";

export function useProposing(address: Address) {
  const say = useSay();
  const [, go] = useLocation();
  const { mutate, isPending } = useAction(propose);
  const suggest = (edit: OwnEdit): void =>
    mutate(
      { address, edits: [edit] },
      {
        onSuccess: ({ id }) => {
          go(`/inbox/${id}`);
          say({ text: "It waits in the inbox for a decision." });
        },
        onError: (error) => say({ text: sentenceOf(error), tone: "bad" }),
      },
    );
  return { suggest, busy: isPending };
}
