/** Conversations, and the one that is being read. */
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Address, Run } from "knowhow";
import { useLocation, useSearch } from "wouter";
import { runsQuery } from "../api/resources.js";
import { useKeys } from "../shell/keys.js";
import { usePageTitle } from "../shell/title.js";
import { Command, Empty, Loaded, SplitSkeleton } from "../show/states.js";
import { count } from "../words/counts.js";
import { moved } from "../words/moves.js";
import { keyOf, pathTo } from "../words/place.js";
import { RunList } from "./run-list.js";
import { RunView } from "./run-view.js";

export function RunsPage({ address }: { readonly address: Address }) {
  usePageTitle(`${keyOf(address)}: runs`);
  const runs = useInfiniteQuery(runsQuery(address));
  return (
    <Loaded query={runs} skeleton={<SplitSkeleton title="Runs" />}>
      {({ pages }) => (
        <Runs
          address={address}
          items={pages.flatMap(({ items }) => items)}
          more={runs.hasNextPage ? () => void runs.fetchNextPage() : null}
        />
      )}
    </Loaded>
  );
}

interface Props {
  readonly address: Address;
  readonly items: readonly Run[];
  /** Reads older ones; null when there are none. */
  readonly more: (() => void) | null;
}

function Runs({ address, items, more }: Props) {
  const asked = new URLSearchParams(useSearch());
  const [, go] = useLocation();
  const open = asked.get("run");
  const ids = items.map(({ id }) => id);
  const shown = open ?? ids[0] ?? null;
  const show = (run: string | null): void => {
    if (run !== null) go(pathTo("runs", address, { run }), { replace: open !== null });
  };
  useKeys({
    j: () => show(moved(ids, shown, 1)),
    k: () => show(moved(ids, shown, -1)),
    Escape: open === null ? undefined : () => go(pathTo("runs", address)),
  });
  return (
    <div className="split" data-open={open !== null} data-empty={shown === null}>
      <section className="split-list" aria-label="Conversations">
        <header className="page-head">
          <h1>Runs</h1>
          <p>
            {items.length === 0 ? "No conversation yet." : `${count(items.length, "run")}${more ? ", the newest" : ""}`}
          </p>
        </header>
        {items.length === 0 && shown === null ? (
          <NoRuns />
        ) : (
          <RunList address={address} items={items} shown={shown} more={more} />
        )}
      </section>
      {shown !== null && (
        <RunView
          key={shown}
          address={address}
          id={shown}
          message={asked.get("message")}
          feedback={asked.get("feedback")}
        />
      )}
    </div>
  );
}

function NoRuns() {
  return (
    <Empty title="Nothing to read yet">
      <p>
        The application keeps each conversation with <code>record</code>. How it is done at the command line:
      </p>
      <Command>npx knowhow record --help</Command>
    </Empty>
  );
}
