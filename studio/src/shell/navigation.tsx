/** Where one can go: a side bar, and a bar at the foot of a phone. Pages are added here. */
import type { Address } from "knowhow";
import type { ComponentType } from "react";
import { Link, useLocation } from "wouter";
import { pathTo } from "../words/place.js";
import { HistoryIcon, InboxIcon, LearningIcon, RunsIcon, TextIcon, TryItIcon } from "./icons.js";
import { useKeys } from "./keys.js";

interface PageEntry {
  /** The first part of its path. */
  readonly page: string;
  readonly title: string;
  readonly icon: ComponentType;
  /** The second key after `g`. */
  readonly key: string;
}

const PAGES: readonly PageEntry[] = [
  { page: "inbox", title: "Inbox", icon: InboxIcon, key: "i" },
  { page: "instructions", title: "Instructions", icon: TextIcon, key: "t" },
  { page: "history", title: "History", icon: HistoryIcon, key: "h" },
  { page: "runs", title: "Runs", icon: RunsIcon, key: "r" },
  { page: "learning", title: "Learning", icon: LearningIcon, key: "l" },
  { page: "try", title: "Try it", icon: TryItIcon, key: "y" },
];

const hrefOf = (page: string, address: Address | null): string =>
  page === "inbox" || address === null ? `/${page}` : pathTo(page, address);

interface Props {
  readonly address: Address | null;
  /** How many suggestions wait; null while it is not known. */
  readonly waiting: number | null;
}

export function Navigation({ address, waiting }: Props) {
  const [path, go] = useLocation();
  const here = path === "/" ? "inbox" : path.split("/")[1];
  useKeys(Object.fromEntries(PAGES.map(({ page, key }) => [`g ${key}`, () => go(hrefOf(page, address))])));
  return (
    <nav className="navigation" aria-label="Pages">
      <ul>
        {PAGES.map(({ page, title, icon: Icon }) => (
          <li key={page}>
            <Link href={hrefOf(page, address)} aria-current={here === page ? "page" : undefined}>
              <Icon />
              <span className="navigation-title">{title}</span>
              {page === "inbox" && waiting !== null && waiting > 0 && (
                <span className="navigation-count">
                  {waiting}
                  <span className="unseen"> waiting</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
