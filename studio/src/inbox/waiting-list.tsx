/** The suggestions that wait, each in a few words. */
import type { Proposal } from "knowhow";
import { Link } from "wouter";
import { When } from "../show/when.js";
import { changesSentence, headline } from "../words/changes.js";
import { keyOf } from "../words/place.js";

interface Props {
  readonly items: readonly Proposal[];
  readonly shown: string | null;
}

export function WaitingList({ items, shown }: Props) {
  return (
    <ul className="entries">
      {items.map((proposal) => (
        <li key={proposal.id}>
          <Link href={`/inbox/${proposal.id}`} aria-current={proposal.id === shown ? "true" : undefined}>
            <span className="entry-words">{headline(proposal)}</span>
            <span className="entry-about">
              <span>{keyOf(proposal.address)}</span>
              <span>{changesSentence(proposal) || "whole text"}</span>
              <When time={proposal.createdAt} />
            </span>
            {held(proposal) && (
              <span className="chip" data-tone="warn">
                needs a closer look
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** A screen asked for a person for another reason than that a quorum is not there yet. */
const held = ({ screens }: Proposal): boolean =>
  screens.some(({ verdict, quorum }) => verdict === "hold" && quorum === undefined);
