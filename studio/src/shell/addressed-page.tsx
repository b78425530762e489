/** A page about one instructions. Without a name in its path it goes to those looked at last, or says what to do. */
import type { Address } from "knowhow";
import type { ComponentType } from "react";
import { Redirect, useLocation } from "wouter";
import { Skeleton } from "../show/states.js";
import { NoInstructions } from "../show/no-instructions.js";
import { keyOf, pathTo } from "../words/place.js";
import { useAddress, useChosen } from "./chosen.js";

interface Props {
  /** The first part of the path. */
  readonly page: string;
  readonly title: string;
  readonly component: ComponentType<{ readonly address: Address }>;
}

export function AddressedPage({ page, title, component: Page }: Props) {
  const here = useAddress();
  const { address, loading } = useChosen();
  const [path] = useLocation();
  // A page begins anew for other instructions: nothing of the last ones may be left in it.
  if (here !== null) return <Page key={keyOf(here)} address={here} />;
  if (address !== null) return <Redirect to={pathTo(page, address)} replace key={path} />;
  if (loading) return <Skeleton lines={6} />;
  return (
    <>
      <header className="page-head">
        <h1>{title}</h1>
      </header>
      <NoInstructions />
    </>
  );
}
