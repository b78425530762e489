/** The versions, newest first, on a line. */
import type { Address, HistoryEntry, RuleChange } from "knowhow";
import { Link } from "wouter";
import { When } from "../show/when.js";
import { linesSentence } from "../words/changes.js";
import { pathTo } from "../words/place.js";

interface Props {
  readonly address: Address;
  readonly items: readonly HistoryEntry[];
  /** Of some versions. Where it is not known what one changed, its reason stands. */
  readonly changes: readonly RuleChange[];
  readonly shown: number | null;
}

export function TimeLine({ address, items, changes, shown }: Props) {
  const lines = new Map(changes.map((change) => [change.version, linesSentence(change)]));
  return (
    <ol className="entries time-line" reversed>
      {items.map(({ number, labels, reason, author, createdAt, erased, reverts }) => (
        <li key={number} data-reverts={reverts !== null}>
          <Link
            href={pathTo("history", address, { to: String(number) })}
            aria-current={number === shown ? "true" : undefined}
          >
            <span className="time-line-head">
              <b>Version {number}</b>
              {labels.map((label) => (
                <span key={label} className="chip">
                  {label}
                </span>
              ))}
            </span>
            <span className="entry-words">{erased ? "Its content was erased." : (lines.get(number) ?? reason)}</span>
            <span className="entry-about">
              <span>{author.id}</span>
              <When time={createdAt} />
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
