/** The conversations, each by what was asked. */
import type { Address, Run } from "knowhow";
import { Link } from "wouter";
import { When } from "../show/when.js";
import { short } from "../words/changes.js";
import { answerIn, answerText, askedIn, versionOf } from "../words/conversation.js";
import { keyOf, pathTo } from "../words/place.js";

interface Props {
  readonly address: Address;
  readonly items: readonly Run[];
  readonly shown: string | null;
  readonly more: (() => void) | null;
}

export function RunList({ address, items, shown, more }: Props) {
  return (
    <ul className="entries">
      {items.map((run) => {
        const answer = answerIn(run);
        const version = versionOf(run, keyOf(address));
        return (
          <li key={run.id}>
            <Link href={pathTo("runs", address, { run: run.id })} aria-current={run.id === shown ? "true" : undefined}>
              <span className="entry-words">{askedIn(run)}</span>
              {answer && <span className="entry-answer">{short(answerText(answer), 120)}</span>}
              <span className="entry-about">
                {version !== null && <span>version {version}</span>}
                <When time={run.createdAt} />
              </span>
            </Link>
          </li>
        );
      })}
      {more && (
        <li>
          <button type="button" onClick={more}>
            Older runs
          </button>
        </li>
      )}
    </ul>
  );
}
