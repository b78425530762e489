/** The instructions that the pages are about: those in the address bar, else those looked at last, else the first. */
import { useQuery } from "@tanstack/react-query";
import type { Address, InstructionsRecord } from "knowhow";
import { useEffect } from "react";
import { useRoute, useSearch } from "wouter";
import { instructionsQuery } from "../api/resources.js";
import { addressOf, keyOf } from "../words/place.js";

const KEY = "knowhow-instructions";

/** The address in the address bar; null on pages that are about none. */
export function useAddress(): Address | null {
  const [there, params] = useRoute("/:page/:name/*?");
  const search = useSearch();
  if (!there || params.page === "inbox") return null;
  return addressOf(decoded(params.name), search);
}

/** A part of a path as it was before it was put there. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export interface Chosen {
  readonly address: Address | null;
  readonly all: readonly InstructionsRecord[];
  /** The list was not read yet. */
  readonly loading: boolean;
}

export function useChosen(): Chosen {
  const here = useAddress();
  const { data, isPending } = useQuery(instructionsQuery());
  const all = data?.items ?? [];
  const key = here && keyOf(here);
  useEffect(() => {
    if (key !== null) remember(key);
  }, [key]);
  const last = remembered();
  const address = here ?? all.find((record) => keyOf(record.address) === last)?.address ?? all[0]?.address ?? null;
  return { address, all, loading: isPending };
}

function remember(key: string): void {
  try {
    localStorage.setItem(KEY, key);
  } catch {
    // Without storage the first instructions are shown.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
