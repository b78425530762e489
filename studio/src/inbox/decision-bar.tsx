/** The three decisions, each one key, and a note that goes with them; or why one is not offered. */
import { sentenceOf } from "../api/problem.js";
import type { MayDecide } from "../shell/may.js";

interface Props {
  readonly may: MayDecide;
  readonly busy: boolean;
  readonly fault: unknown;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onAccept: () => void;
  /** Null when there is no text to edit. */
  readonly onEdit: (() => void) | null;
  readonly onReject: () => void;
}

export function DecisionBar({ may, busy, fault, reason, onReason, onAccept, onEdit, onReject }: Props) {
  return (
    <div className="decision">
      {fault !== null && (
        <p className="fault" role="alert">
          {sentenceOf(fault)}
        </p>
      )}
      {may.why !== null && <p className="remark">{may.why}</p>}
      {may.reject && (
        <div className="decision-row">
          {may.accept && (
            <>
              <button type="button" className="primary" disabled={busy} onClick={onAccept} aria-keyshortcuts="a">
                Accept <kbd>a</kbd>
              </button>
              <button type="button" disabled={busy || onEdit === null} onClick={() => onEdit?.()} aria-keyshortcuts="e">
                Edit <kbd>e</kbd>
              </button>
            </>
          )}
          <button type="button" disabled={busy} onClick={onReject} aria-keyshortcuts="r">
            Reject <kbd>r</kbd>
          </button>
          <label className="decision-note">
            <span className="unseen">Note, kept with your decision</span>
            <input
              type="text"
              placeholder="Note, kept with your decision"
              maxLength={500}
              value={reason}
              onChange={(event) => onReason(event.target.value)}
            />
          </label>
        </div>
      )}
    </div>
  );
}
