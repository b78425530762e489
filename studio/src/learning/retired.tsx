/** Words that are in force no more: when each line was retired or reworded, by whom and why. */
import type { Address, RuleChange } from "knowhow";
import { useId, useState } from "react";
import { Link } from "wouter";
import { When } from "../show/when.js";
import { pathTo } from "../words/place.js";

/** So many are shown before somebody asks for more. */
const AT_ONCE = 20;

interface Props {
  readonly address: Address;
  /** Newest first. */
  readonly changes: readonly RuleChange[];
  /** There are older versions, which `onMore` reads. */
  readonly more: boolean;
  readonly onMore: () => void;
}

export function RetiredSection({ address, changes, onMore, more }: Props) {
  const id = useId();
  const [most, setMost] = useState(AT_ONCE);
  const gone = changes.flatMap((change) => [
    ...change.retired.map((line) => ({
      key: `${change.version} ${line.block}`,
      words: line.content,
      now: null,
      change,
    })),
    ...change.reworded.map((line) => ({
      key: `${change.version} ${line.block}`,
      words: line.before,
      now: line.content,
      change,
    })),
  ]);
  return (
    <section className="learning-part" aria-labelledby={id}>
      <h2 id={id}>Retired and reworded</h2>
      {gone.length === 0 ? (
        <p className="remark">No line was retired{more ? " in the newest versions" : " yet"}.</p>
      ) : (
        <ul className="retired">
          {gone.slice(0, most).map(({ key, words, now, change: { version, at, author, reason, reverts } }) => (
            <li key={key}>
              <p className="lines-words">{words}</p>
              {now !== null && (
                <p className="retired-now">
                  Reads since: <span className="retired-words">{now}</span>
                </p>
              )}
              <p className="retired-why">{reason}</p>
              <p className="lines-about">
                {now === null ? "Retired" : "Reworded"} by {author.id}
                {reverts !== null && `, going back to version ${reverts},`} in{" "}
                <Link href={pathTo("history", address, { to: String(version) })}>version {version}</Link>,{" "}
                <When time={at} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {(more || gone.length > most) && (
        <p>
          <button
            type="button"
            onClick={() => {
              setMost(most + AT_ONCE);
              if (more && gone.length < most + AT_ONCE) onMore();
            }}
          >
            Look further back
          </button>
        </p>
      )}
    </section>
  );
}
