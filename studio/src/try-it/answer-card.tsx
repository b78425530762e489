/** The agent's answer, what is new in it marked, with the rules it was written by; corrected in place. */
import { useQuery } from "@tanstack/react-query";
import type { Address } from "knowhow";
import { useId } from "react";
import { Link } from "wouter";
import { blameQuery, type Offer, type TrialAnswer } from "../api/resources.js";
import { Field } from "../show/field.js";
import { SideOfWords, Words } from "../show/words.js";
import { count } from "../words/counts.js";
import { wordPieces } from "../words/difference.js";
import { pathTo } from "../words/place.js";

interface Props {
  readonly address: Address;
  readonly offer: Offer;
  readonly answer: TrialAnswer;
  readonly before: TrialAnswer | null;
  /** It was shown before. */
  readonly again: boolean;
  readonly revised: string | null;
  /** Null: it is not to be corrected any more. */
  readonly onRevised: ((revised: string | null) => void) | null;
}

export function AnswerCard({ address, offer, answer, before, again, revised, onRevised }: Props) {
  const id = useId();
  const title = again ? `The same ${offer.output}` : `The ${before === null ? "" : "next "}${offer.output}`;
  const same = before !== null && before.output === answer.output;
  return (
    <>
      <header className="message-head">
        <h2>{title}</h2>
        {onRevised && (
          <button type="button" className="link" onClick={() => onRevised(revised === null ? answer.output : null)}>
            {revised === null ? "Correct it here" : "Leave it as it was"}
          </button>
        )}
      </header>
      {revised === null || !onRevised ? (
        <p className="try-answer">
          {before === null || same ? answer.output : <Next before={before.output} after={answer.output} />}
        </p>
      ) : (
        <div className="try-correcting">
          <Field
            id={id}
            label={`The ${offer.output}, as it should have been`}
            value={revised}
            onChange={onRevised}
            focus
          />
          {revised !== answer.output && (
            <blockquote>
              <Words before={answer.output} after={revised} />
            </blockquote>
          )}
        </div>
      )}
      {same && <p className="remark">The same as before, word for word.</p>}
      <WrittenBy address={address} version={answer.version} />
      {answer.notes.length > 0 && (
        <ul className="try-notes" aria-label="What the agent says about it">
          {answer.notes.map((note, at) => (
            <li key={at}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What is new is marked; where something only went, that. */
export function Next({ before, after }: { readonly before: string; readonly after: string }) {
  const pieces = wordPieces(before, after);
  if (pieces?.every(({ kind }) => kind !== "added")) return <Words before={before} after={after} />;
  return <SideOfWords before={before} after={after} side="added" />;
}

/** The version, and what was learned by then. */
function WrittenBy({ address, version }: { readonly address: Address; readonly version: number | null }) {
  const { data } = useQuery({ ...blameQuery(address, version ?? undefined), enabled: version !== null });
  if (version === null) return null;
  const rules = (data?.items ?? []).filter(({ block }) => block.origin === "rule" && block.kind !== "heading");
  if (rules.length === 0) {
    return (
      <p className="try-about">
        By <Link href={pathTo("history", address, { to: String(version) })}>version {version}</Link>
        {data && ", in which nothing was learned yet"}.
      </p>
    );
  }
  return (
    <details className="try-about">
      <summary>
        By version {version} and its {count(rules.length, "learned rule")}
      </summary>
      <ul>
        {rules.map(({ block }) => (
          <li key={block.id}>{block.content}</li>
        ))}
      </ul>
      <p>
        <Link href={pathTo("history", address, { to: String(version) })}>What version {version} changed</Link>
      </p>
    </details>
  );
}
