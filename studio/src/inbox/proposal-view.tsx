/** One suggestion whole: what would change, why, what the checks say, what it cost; and the decision. */
import { useQuery } from "@tanstack/react-query";
import type { Proposal } from "knowhow";
import { useState } from "react";
import { Link } from "wouter";
import { type ProposalDetail, proposalQuery } from "../api/resources.js";
import { useKeys } from "../shell/keys.js";
import { BackIcon } from "../shell/icons.js";
import { useMayDecide } from "../shell/may.js";
import { Source } from "../show/source.js";
import { Loaded, Skeleton } from "../show/states.js";
import { TextDifference } from "../show/text-difference.js";
import { When } from "../show/when.js";
import { costSentence } from "../words/changes.js";
import { keyOf, pathTo } from "../words/place.js";
import { Changes } from "./changes.js";
import { Checks } from "./checks.js";
import { DecisionBar } from "./decision-bar.js";
import { Editor } from "./editor.js";
import { Outcome } from "./outcome.js";
import { useDecisions } from "./use-decisions.js";

interface Props {
  readonly id: string;
  /** As the list has it. */
  readonly known: Proposal | null;
  readonly onDecided: (decided: Proposal) => void;
  readonly onReopened: (id: string) => void;
}

export function ProposalView({ id, known, onDecided, onReopened }: Props) {
  const detail = useQuery(proposalQuery(id, known?.address ?? null));
  return (
    <section className="split-detail" aria-label="Suggestion">
      <Link href="/inbox" className="back">
        <BackIcon /> Inbox
      </Link>
      <Loaded query={detail} skeleton={<Skeleton lines={9} />}>
        {(data) => <Detail detail={data} onDecided={onDecided} onReopened={onReopened} />}
      </Loaded>
    </section>
  );
}

interface DetailProps extends Pick<Props, "onDecided" | "onReopened"> {
  readonly detail: ProposalDetail;
}

/** The suggestion itself; its keys are there while it waits. */
export function Detail({ detail, onDecided, onReopened }: DetailProps) {
  const { proposal, before, after } = detail;
  const [editing, setEditing] = useState(false);
  const [reason, setReason] = useState("");
  const { decide, busy, fault } = useDecisions(proposal, { onDecided, onReopened });
  const may = useMayDecide(proposal);
  const open = proposal.state === "open" && !busy;
  const acceptIt = (text?: string) => decide("accept", { reason, text });
  const rejectIt = () => decide("reject", { reason });
  const mayEdit = may.accept && open && !editing && after !== null;
  useKeys({
    a: may.accept && open && !editing ? () => acceptIt() : undefined,
    r: may.reject && open && !editing ? rejectIt : undefined,
    e: mayEdit ? () => setEditing(true) : undefined,
  });
  return (
    <>
      <p className="detail-where">
        <Link href={pathTo("instructions", proposal.address)}>{keyOf(proposal.address)}</Link>
        <span>version {before.version}</span>
        <When time={proposal.createdAt} />
      </p>
      <Outcome proposal={proposal} />
      {editing && after !== null ? (
        <Editor
          text={after.text}
          edits={detail.edits}
          busy={busy}
          onCancel={() => setEditing(false)}
          onAccept={acceptIt}
        />
      ) : (
        <Changes detail={detail} />
      )}
      {after === null ? (
        proposal.state === "open" && (
          <p className="remark">These changes no longer fit the newest text. Accepting tells you what is in the way.</p>
        )
      ) : (
        <details className="whole">
          <summary>The whole text, before and after</summary>
          <TextDifference before={before.text} after={after.text} />
        </details>
      )}
      <Checks proposal={proposal} />
      <Origin proposal={proposal} />
      {proposal.state === "open" && !editing && (
        <DecisionBar
          may={may}
          busy={busy}
          fault={fault}
          reason={reason}
          onReason={setReason}
          onAccept={() => acceptIt()}
          onEdit={mayEdit ? () => setEditing(true) : null}
          onReject={rejectIt}
        />
      )}
    </>
  );
}

/** How the suggestion came about, and what it cost. */
function Origin({ proposal: { rationale, strategy, by, trust, usage } }: { readonly proposal: Proposal }) {
  return (
    <section className="origin" aria-label="Where it comes from">
      <h2>Where it comes from</h2>
      <p>{rationale}</p>
      <p className="origin-facts">
        <span>{strategy === null ? `Written by ${by.id}` : `Found by the strategy “${strategy}”`}</span>
        <span>
          rests on words of: <Source role={trust} />
        </span>
        <span>{costSentence(usage)}</span>
      </p>
    </section>
  );
}
