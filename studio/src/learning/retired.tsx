/** Lines that are in force no more: when each was retired, by whom and why. */
import type { Address, RuleChange } from "knowhow";
import { useId } from "react";
import { Link } from "wouter";
import { When } from "../show/when.js";
import { pathTo } from "../words/place.js";

interface Props {
  readonly address: Address;
  /** Newest first. */
  readonly changes: readonly RuleChange[];
  /** Reads older versions; null where there are none, or they are being read. */
  readonly onMore: (() => void) | null;
  readonly more: boolean;
}

export function RetiredSection({ address, changes, onMore, more }: Props) {
  const id = useId();
  const retired = changes.flatMap((change) => change.retired.map((line) => ({ line, change })));
  return (
    <section className="learning-part" aria-labelledby={id}>
      <h2 id={id}>Retired</h2>
      {retired.length === 0 ? (
        <p className="remark">No line was retired{more ? " in the newest versions" : " yet"}.</p>
      ) : (
        <ul className="retired">
          {retired.map(({ line, change: { version, at, author, reason, reverts } }) => (
            <li key={`${version} ${line.block}`}>
              <p className="lines-words">{line.content}</p>
              <p className="retired-why">{reason}</p>
              <p className="lines-about">
                Stood since version {line.since}; {reverts === null ? "retired" : `taken back`} by {author.id} in{" "}
                <Link href={pathTo("history", address, { to: String(version) })}>version {version}</Link>,{" "}
                <When time={at} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {more && (
        <p>
          <button type="button" disabled={onMore === null} onClick={() => onMore?.()}>
            Look in older versions
          </button>
        </p>
      )}
    </section>
  );
}
