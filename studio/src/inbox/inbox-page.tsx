/** The inbox: suggestions that wait for a decision, newest first, and the one that is being looked at. */
import { useQueries, useQuery } from "@tanstack/react-query";
import type { Proposal } from "knowhow";
import { useEffect } from "react";
import { useLocation, useRoute } from "wouter";
import { proposalQuery, waitingQuery } from "../api/resources.js";
import { decoded } from "../shell/chosen.js";
import { useKeys } from "../shell/keys.js";
import { usePageTitle } from "../shell/title.js";
import { Loaded, SplitSkeleton } from "../show/states.js";
import { inboxSentence } from "../words/counts.js";
import { moved, successor } from "../words/moves.js";
import { NothingWaits } from "./nothing-waits.js";
import { ProposalView } from "./proposal-view.js";
import { WaitingList } from "./waiting-list.js";

/** So many are read ahead, so that moving from one to the next does not wait. */
const AHEAD = 30;

export function InboxPage() {
  usePageTitle("Inbox");
  const waiting = useQuery(waitingQuery());
  return (
    <Loaded query={waiting} skeleton={<SplitSkeleton title="Inbox" />}>
      {({ items }) => <Inbox items={items} />}
    </Loaded>
  );
}

function Inbox({ items }: { readonly items: readonly Proposal[] }) {
  const [, params] = useRoute("/inbox/:id");
  const [, go] = useLocation();
  const open = params ? decoded(params.id) : null;
  const ids = items.map(({ id }) => id);
  const shown = open ?? ids[0] ?? null;
  const show = (id: string | null): void => go(id === null ? "/inbox" : `/inbox/${id}`, { replace: open !== null });
  useKeys({
    j: () => show(moved(ids, shown, 1)),
    k: () => show(moved(ids, shown, -1)),
    Escape: open === null ? undefined : () => go("/inbox"),
  });
  useEffect(() => {
    document.querySelector(`.entries [aria-current="true"]`)?.scrollIntoView({ block: "nearest" });
  }, [shown]);
  const runs = useRunsBehind(items);
  const lessons = new Set(items.flatMap(({ lessonIds }) => lessonIds));
  return (
    <div className="split" data-open={open !== null} data-empty={shown === null}>
      <section className="split-list" aria-label="Waiting suggestions">
        <header className="page-head">
          <h1>Inbox</h1>
          <p aria-live="polite">
            {items.length === 0
              ? "Nothing waits."
              : inboxSentence({ suggestions: items.length, corrections: lessons.size, runs })}
          </p>
        </header>
        {items.length === 0 ? <NothingWaits /> : <WaitingList items={items} shown={shown} />}
      </section>
      {shown !== null && (
        <ProposalView
          key={shown}
          id={shown}
          known={items.find(({ id }) => id === shown) ?? null}
          onDecided={() => show(successor(ids, shown))}
          onReopened={(id) => show(id)}
        />
      )}
    </div>
  );
}

/** How many conversations the corrections were said about; null when there are too many suggestions to look. */
function useRunsBehind(items: readonly Proposal[]): number | null {
  const details = useQueries({
    queries: items.slice(0, AHEAD).map(({ id, address }) => ({ ...proposalQuery(id, address), staleTime: 60_000 })),
  });
  if (items.length > AHEAD || details.some(({ data }) => data === undefined)) return null;
  return new Set(details.flatMap(({ data }) => data?.lessons.flatMap(({ run }) => (run ? [run.id] : [])) ?? [])).size;
}
