/** A page whose code is loaded when it is first opened, so that the others start without it. */
import { useQuery } from "@tanstack/react-query";
import type { Address } from "knowhow";
import type { ComponentType } from "react";
import { NO_ANSWER } from "../api/problem.js";
import { Loaded, Skeleton } from "../show/states.js";

type Page = ComponentType<{ readonly address: Address }>;

/** `load` gives the page's component; where that fails, it can be tried again. */
export function latePage(name: string, load: () => Promise<Page>): Page {
  return function LatePage({ address }) {
    const code = useQuery({
      queryKey: ["code", name],
      queryFn: async () => {
        try {
          return { Page: await load() };
        } catch {
          throw NO_ANSWER;
        }
      },
      staleTime: Infinity,
      // Tried again by itself when the server is back.
      meta: { kinds: [], address: null },
    });
    return (
      <Loaded query={code} skeleton={<Skeleton lines={10} />}>
        {({ Page }) => <Page address={address} />}
      </Loaded>
    );
  };
}
