/** What the person may do. What they may not is not offered; the server refuses it anyway. */
import { useQuery } from "@tanstack/react-query";
import type { Proposal } from "knowhow";
import { type KeyRole, type Me, meQuery } from "../api/resources.js";

/** Whether the role, or one that includes it, is the person's. Nothing is, until the server said who they are. */
export function useMay(role: KeyRole): boolean {
  const { data } = useQuery(meQuery());
  return data?.may.includes(role) ?? false;
}

export interface MayDecide {
  readonly accept: boolean;
  readonly reject: boolean;
  /** Accepted or rejected, it can be taken back. */
  readonly undo: boolean;
  /** Why not, as a sentence; null where nothing stands in the way. */
  readonly why: string | null;
}

/** What the person may do about a suggestion: nobody accepts their own, but for a person at their own machine. */
export function useMayDecide(proposal: Proposal): MayDecide {
  const { data: me } = useQuery(meQuery());
  return mayDecide(me ?? null, proposal);
}

function mayDecide(me: Pick<Me, "may" | "local" | "principal"> | null, { by }: Pick<Proposal, "by">): MayDecide {
  const approve = me?.may.includes("approve") ?? false;
  const own = me !== null && me.principal.id === by.id;
  if (!approve) {
    const reject = own && (me?.may.includes("propose") ?? false);
    return { accept: false, reject, undo: false, why: "Accepting needs a key with the role “approve”." };
  }
  if (own && !me?.local) {
    return {
      accept: false,
      reject: true,
      undo: true,
      why: "You wrote this yourself, so somebody else must accept it.",
    };
  }
  return { accept: true, reject: true, undo: true, why: null };
}
