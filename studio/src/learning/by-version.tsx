/** Satisfaction by version, the newest first, with what each version changed. */
import type { Address, RuleChange, VersionSatisfaction } from "knowhow";
import { useState } from "react";
import { Link } from "wouter";
import { changedWords } from "../words/figures.js";
import { pathTo } from "../words/place.js";
import { SatisfactionTable } from "./satisfaction-table.js";

/** So many versions are shown before somebody asks for all. */
const FIRST = 10;

interface Props {
  readonly address: Address;
  /** Oldest first. */
  readonly figures: readonly VersionSatisfaction[];
  readonly changes: readonly RuleChange[];
}

export function ByVersion({ address, figures, changes }: Props) {
  const [all, setAll] = useState(false);
  const known = new Map(changes.map((change) => [change.version, change]));
  const shown = figures.toReversed().slice(0, all ? undefined : FIRST);
  return (
    <>
      <SatisfactionTable
        caption="By version"
        head="Version"
        rows={shown.map((one) => ({
          key: String(one.version),
          title: (
            <VersionTitle
              address={address}
              version={one.version}
              change={one.version === null ? undefined : known.get(one.version)}
            />
          ),
          figures: one,
        }))}
      />
      {figures.length > FIRST && (
        <p>
          <button type="button" onClick={() => setAll(!all)}>
            {all ? `Show the newest ${FIRST} alone` : `Show all ${figures.length} versions`}
          </button>
        </p>
      )}
    </>
  );
}

interface TitleProps {
  readonly address: Address;
  readonly version: number | null;
  readonly change: RuleChange | undefined;
}

function VersionTitle({ address, version, change }: TitleProps) {
  if (version === null) return "not known";
  if (version === 0) return "none yet";
  const words = change && version > 1 ? changedWords(change) : "";
  return (
    <>
      <Link href={pathTo("history", address, { to: String(version) })}>Version {version}</Link>
      {words !== "" && <span className="lines-about">{words}</span>}
    </>
  );
}
