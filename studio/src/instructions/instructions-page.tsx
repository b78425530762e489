/** The text in force, line by line, with who taught what in the margin. */
import { useQuery } from "@tanstack/react-query";
import type { Address, BlameEntry } from "knowhow";
import { useState } from "react";
import { Link } from "wouter";
import { blameQuery, historyQuery } from "../api/resources.js";
import { useKeys } from "../shell/keys.js";
import { useMay } from "../shell/may.js";
import { usePageTitle } from "../shell/title.js";
import { Empty, Loaded, Skeleton } from "../show/states.js";
import { When } from "../show/when.js";
import { count } from "../words/counts.js";
import { moved } from "../words/moves.js";
import { keyOf, pathTo } from "../words/place.js";
import { LinePanel } from "./line-panel.js";
import { Manuscript } from "./manuscript.js";
import { NewRule } from "./new-rule.js";

export function InstructionsPage({ address }: { readonly address: Address }) {
  usePageTitle(`${keyOf(address)}: instructions`);
  const blame = useQuery(blameQuery(address));
  return (
    <>
      <header className="page-head">
        <h1>{address.name}</h1>
        <Facts address={address} entries={blame.data?.items ?? []} />
      </header>
      <Loaded query={blame} skeleton={<Skeleton lines={10} />}>
        {({ items }) => <Lines address={address} entries={items} />}
      </Loaded>
    </>
  );
}

function Facts({ address, entries }: { readonly address: Address; readonly entries: readonly BlameEntry[] }) {
  const { data } = useQuery(historyQuery(address));
  const head = data?.items[0];
  const inForce = data?.items.find(({ labels }) => labels.includes("production"));
  const learned = entries.filter(({ block }) => block.origin === "rule" && block.kind !== "heading").length;
  return (
    <p>
      {head && (
        <>
          <Link href={pathTo("history", address)}>Version {head.number}</Link>, <When time={head.createdAt} />.{" "}
          {learned > 0 && `${count(learned, "learned rule")}.`}
          {inForce && inForce.number !== head.number && ` Agents still read version ${inForce.number}.`}
        </>
      )}
    </p>
  );
}

interface LinesProps {
  readonly address: Address;
  readonly entries: readonly BlameEntry[];
}

function Lines({ address, entries }: LinesProps) {
  const [open, setOpen] = useState<string | null>(null);
  const mayPropose = useMay("propose");
  const shown = entries.filter(({ block }) => block.kind !== "break");
  const entry = shown.find(({ block }) => block.id === open) ?? null;
  const focused = (): string | null => document.activeElement?.getAttribute("data-block") ?? open;
  const move = (by: number): void => {
    const next = moved(
      shown.map(({ block }) => block.id),
      focused(),
      by,
    );
    if (next !== null) document.querySelector<HTMLElement>(`[data-block="${next}"]`)?.focus();
    if (next !== null && open !== null) setOpen(next);
  };
  useKeys({ j: () => move(1), k: () => move(-1), Escape: open === null ? undefined : () => setOpen(null) });
  if (shown.length === 0) {
    return (
      <Empty title="Nothing in it yet">
        <p>These instructions hold only what is learned. The first accepted suggestion will stand here.</p>
      </Empty>
    );
  }
  return (
    <div className="study">
      <div>
        <Manuscript entries={shown} open={open} onOpen={(id) => setOpen(id === open ? null : id)} />
        {mayPropose && <NewRule address={address} />}
      </div>
      {entry ? (
        <LinePanel key={entry.block.id} address={address} entry={entry} onClose={() => setOpen(null)} />
      ) : (
        <p className="study-hint">Choose a line to see who taught it, and how it has done since.</p>
      )}
    </div>
  );
}
