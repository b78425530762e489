/** Short messages at the foot of the page, read out by screen readers, some with an undo. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useKeys } from "./keys.js";

export interface Toast {
  readonly text: string;
  readonly tone?: "plain" | "bad";
  /** Takes back what the message speaks of; the key is `u`. */
  readonly undo?: () => void;
}

type Say = (toast: Toast) => void;

const Context = createContext<Say>(() => undefined);

/** How to say something. */
export const useSay = (): Say => useContext(Context);

/** Long enough to read and to reach the button. */
const STAYS = 12_000;

/** Gives the page below it a voice. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<(Toast & { readonly at: number }) | null>(null);
  const [held, setHeld] = useState(false);
  const count = useRef(0);
  const say = useCallback<Say>((next) => {
    count.current += 1;
    setToast({ ...next, at: count.current });
  }, []);
  useEffect(() => {
    if (toast === null || held) return undefined;
    const timer = setTimeout(() => setToast(null), STAYS);
    return () => clearTimeout(timer);
  }, [toast, held]);
  const undo = toast?.undo;
  const takeBack = useMemo(
    () =>
      undo &&
      (() => {
        setToast(null);
        undo();
      }),
    [undo],
  );
  useKeys({ u: takeBack });
  return (
    <Context.Provider value={say}>
      {children}
      <div
        className="toasts"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        <div role="status" aria-live="polite">
          {toast !== null && (
            <p key={toast.at} className="toast" data-tone={toast.tone ?? "plain"}>
              <span>{toast.text}</span>
              {takeBack && (
                <button type="button" className="toast-undo" onClick={takeBack} aria-keyshortcuts="u">
                  Undo <kbd>u</kbd>
                </button>
              )}
              <button type="button" className="toast-close" onClick={() => setToast(null)} aria-label="Close message">
                ×
              </button>
            </p>
          )}
        </div>
      </div>
    </Context.Provider>
  );
}
