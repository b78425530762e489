/** One version against another: by rules or as text; going back to it, and labels. */
import type { Address, HistoryEntry } from "knowhow";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { BackIcon } from "../shell/icons.js";
import { useMay } from "../shell/may.js";
import { When } from "../show/when.js";
import { costSentence } from "../words/changes.js";
import { pathTo } from "../words/place.js";
import { Comparison } from "./comparison.js";
import { LabelDialog } from "./label-dialog.js";
import { RollbackDialog } from "./rollback-dialog.js";

interface Props {
  readonly address: Address;
  readonly entry: HistoryEntry;
  /** The newest version's number. */
  readonly head: number;
  /** The version it is compared with; null where there is none before. */
  readonly from: number | null;
  readonly numbers: readonly number[];
}

export function VersionView({ address, entry, head, from, numbers }: Props) {
  const [, go] = useLocation();
  const mayDecide = useMay("approve");
  const [dialog, setDialog] = useState<"rollback" | "label" | null>(null);
  const { number, author, createdAt, reason, proposalId, cost } = entry;
  const close = (): void => setDialog(null);
  return (
    <section className="split-detail" aria-label={`Version ${number}`}>
      <Link href={pathTo("history", address)} className="back">
        <BackIcon /> History
      </Link>
      <header className="version-head">
        <h2>Version {number}</h2>
        <p className="version-reason">{reason}</p>
        <p className="detail-where">
          <span>by {author.id}</span>
          <When time={createdAt} />
          {proposalId !== null && <Link href={`/inbox/${proposalId}`}>The suggestion it came from</Link>}
          {cost && <span>{costSentence(cost)}</span>}
        </p>
        {mayDecide && (
          <div className="version-actions">
            {number !== head && (
              <button type="button" onClick={() => setDialog("rollback")}>
                Go back to this version
              </button>
            )}
            <button type="button" onClick={() => setDialog("label")}>
              Put a label here
            </button>
          </div>
        )}
      </header>
      <label className="compare">
        <span>Compared with</span>
        <select
          value={from ?? ""}
          onChange={(event) =>
            go(pathTo("history", address, { to: String(number), from: event.target.value }), { replace: true })
          }
        >
          {from === null && <option value="">nothing before</option>}
          {numbers
            .filter((other) => other !== number)
            .map((other) => (
              <option key={other} value={other}>
                version {other}
              </option>
            ))}
        </select>
      </label>
      <Comparison address={address} from={from} to={number} />
      <RollbackDialog address={address} to={number} head={head} open={dialog === "rollback"} onClose={close} />
      <LabelDialog address={address} version={number} open={dialog === "label"} onClose={close} />
    </section>
  );
}
