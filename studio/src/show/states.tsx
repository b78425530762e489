/** What a page shows while it has nothing else: a place kept free, a failure with a retry, or what to do next. */
import type { ReactNode } from "react";
import { sentenceOf } from "../api/problem.js";

/** Keeps the place of `lines` lines that are being read. */
export function Skeleton({ lines, tall = false }: { readonly lines: number; readonly tall?: boolean }) {
  return (
    <div className={tall ? "skeleton skeleton-tall" : "skeleton"} role="status">
      <span className="unseen">Reading…</span>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}

/** Keeps the place of a page with a list and what is chosen of it. */
export function SplitSkeleton({ title }: { readonly title: string }) {
  return (
    <div className="split">
      <section className="split-list">
        <header className="page-head">
          <h1>{title}</h1>
          <p>Reading…</p>
        </header>
        <Skeleton lines={5} tall />
      </section>
      <section className="split-detail">
        <Skeleton lines={9} />
      </section>
    </div>
  );
}

interface FailureProps {
  readonly error: unknown;
  readonly retry: () => void;
}

export function Failure({ error, retry }: FailureProps) {
  return (
    <div className="failure" role="alert">
      <p>{sentenceOf(error)}</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Nothing is there yet; the children say what to do about it. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A command to copy. */
export function Command({ children }: { readonly children: string }) {
  return (
    <pre className="command">
      <code>{children}</code>
    </pre>
  );
}

interface LoadedProps<T> {
  readonly query: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly skeleton: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** A read's three faces. What was read stays when reading it again fails, and the failure stands above it. */
export function Loaded<T>({ query: { data, error, refetch }, skeleton, children }: LoadedProps<T>) {
  const failure = error ? <Failure error={error} retry={() => void refetch()} /> : null;
  if (data === undefined) return failure ?? skeleton;
  return (
    <>
      {failure}
      {children(data)}
    </>
  );
}
