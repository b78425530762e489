/** Evidence: who said what, in their very words, with the way to the message. */
import type { Address, EvidenceRecord, Feedback, Principal } from "knowhow";
import { Link } from "wouter";
import { tell } from "../words/evidence.js";
import { Source } from "./source.js";
import { Words } from "./words.js";

interface Props {
  readonly evidence: EvidenceRecord["evidence"];
  readonly address: Address;
  readonly feedback?: Feedback | null;
  readonly by?: Principal | null;
}

export function EvidenceLine({ evidence, address, feedback = null, by = null }: Props) {
  const { who, did, quote, revision, href } = tell(evidence, { address, feedback, by });
  return (
    <li className="evidence" data-role={evidence.source}>
      <p className="evidence-who">
        <b>{who}</b> {did} <Source role={evidence.source} />
        {href !== null && (
          <Link href={href} className="evidence-link">
            Show the message
          </Link>
        )}
      </p>
      {quote !== null && <blockquote>{quote}</blockquote>}
      {revision && (
        <blockquote>
          <Words before={revision.removed} after={revision.added} />
        </blockquote>
      )}
    </li>
  );
}
