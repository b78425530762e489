/** What became of a suggestion that waits no more. */
import type { Proposal, ProposalState } from "knowhow";
import { Link } from "wouter";
import { When } from "../show/when.js";
import { pathTo } from "../words/place.js";

const WORDS: Readonly<Record<ProposalState, string>> = {
  open: "It waits for a decision.",
  accepted: "It was accepted",
  rejected: "It was rejected",
  refused: "The checks refused it.",
  stale: "Something else changed what it is about, so it can no longer be decided.",
  expired: "Nobody decided in time. Its corrections can be tried again.",
};

export function Outcome({ proposal: { state, decision, address } }: { readonly proposal: Proposal }) {
  if (state === "open") return null;
  return (
    <p className="outcome" data-state={state}>
      {WORDS[state]}
      {decision && (
        <>
          {" by "}
          <b>{decision.by.id}</b> <When time={decision.at} />
          {decision.version !== null && (
            <>
              {", as "}
              <Link href={pathTo("history", address, { to: String(decision.version) })}>
                version {decision.version}
              </Link>
            </>
          )}
          .{decision.reason !== null && decision.reason !== "" && ` “${decision.reason}”`}
        </>
      )}
    </p>
  );
}
