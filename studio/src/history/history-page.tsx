/** All versions on a time line, and what any two of them differ in. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Address, HistoryEntry, RuleChange } from "knowhow";
import { useEffect } from "react";
import { useLocation, useSearch } from "wouter";
import { historyQuery, ruleChangesQuery } from "../api/resources.js";
import { useKeys } from "../shell/keys.js";
import { usePageTitle } from "../shell/title.js";
import { Loaded, SplitSkeleton } from "../show/states.js";
import { count } from "../words/counts.js";
import { moved } from "../words/moves.js";
import { keyOf, pathTo } from "../words/place.js";
import { comparedIn } from "../words/compared.js";
import { TimeLine } from "./time-line.js";
import { VersionView } from "./version-view.js";

export function HistoryPage({ address }: { readonly address: Address }) {
  usePageTitle(`${keyOf(address)}: history`);
  const history = useQuery(historyQuery(address));
  const changes = useInfiniteQuery(ruleChangesQuery(address));
  if (changes.isPending && !history.error) return <SplitSkeleton title="History" />;
  return (
    <Loaded query={history} skeleton={<SplitSkeleton title="History" />}>
      {({ items, more }) => (
        <History
          address={address}
          items={items}
          more={more}
          changes={changes.data?.pages.flatMap((page) => page.items) ?? []}
        />
      )}
    </Loaded>
  );
}

interface Props {
  readonly address: Address;
  readonly items: readonly HistoryEntry[];
  readonly more: boolean;
  /** What the newest of them changed. */
  readonly changes: readonly RuleChange[];
}

function History({ address, items, more, changes }: Props) {
  const search = useSearch();
  const [, go] = useLocation();
  const open = new URLSearchParams(search).has("to");
  const numbers = items.map(({ number }) => number);
  const { from, to } = comparedIn(search, numbers);
  const show = (next: number | null): void => {
    if (next !== null) go(pathTo("history", address, { to: String(next) }), { replace: true });
  };
  useKeys({
    j: () => show(moved(numbers, to, 1)),
    k: () => show(moved(numbers, to, -1)),
    Escape: open ? () => go(pathTo("history", address)) : undefined,
  });
  useEffect(() => {
    document.querySelector(`.entries [aria-current="true"]`)?.scrollIntoView({ block: "nearest" });
  }, [to]);
  const entry = items.find(({ number }) => number === to);
  return (
    <div className="split" data-open={open}>
      <section className="split-list" aria-label="Versions">
        <header className="page-head">
          <h1>History</h1>
          <p>
            {count(items.length, "version")}
            {more && ", the newest"}
          </p>
        </header>
        <TimeLine address={address} items={items} changes={changes} shown={to} />
      </section>
      {entry && (
        <VersionView
          key={entry.number}
          address={address}
          entry={entry}
          head={numbers[0] ?? entry.number}
          from={from}
          numbers={numbers}
        />
      )}
    </div>
  );
}
