/** What the screens and the gate said, in sentences, and the cases before and after. */
import type { CaseTally, GateResult, Proposal, ReplayedCase, ScreenResult } from "knowhow";
import { short } from "../words/changes.js";

const VERDICTS: Readonly<Record<ScreenResult["verdict"], string>> = {
  pass: "Remark",
  hold: "Look here",
  drop: "Left out",
  refuse: "Refused",
};

const GATE: Readonly<Record<GateResult["status"], string>> = {
  passed: "Passed",
  refused: "Refused",
  inconclusive: "Unclear",
  unproven: "Unproven",
  "not-run": "Not tried",
};

export function Checks({ proposal: { screens, gate } }: { readonly proposal: Proposal }) {
  return (
    <section className="checks" aria-label="Checks">
      <h2>Checks</h2>
      <ul>
        {screens.length === 0 && (
          <li data-verdict="pass">
            <b>Passed</b> <span>No check had anything to say against it.</span>
          </li>
        )}
        {screens.map(({ screen, verdict, message }, at) => (
          <li key={at} data-verdict={verdict}>
            <b>{VERDICTS[verdict]}</b>
            <span>
              {message} <span className="checks-name">{screen}</span>
            </span>
          </li>
        ))}
        <li data-verdict={gate.status}>
          <b>{GATE[gate.status]}</b>
          <span>
            {gate.message} <span className="checks-name">past lessons</span>
          </span>
        </li>
      </ul>
      {gate.cases && gate.cases.length > 0 && <Flips cases={gate.cases} />}
    </section>
  );
}

const FLIPS: Readonly<Record<ReplayedCase["flip"], string>> = {
  worse: "worse",
  better: "better",
  same: "same",
  unclear: "unclear",
};

function Flips({ cases }: { readonly cases: readonly ReplayedCase[] }) {
  return (
    <div className="flips">
      <table>
        <caption className="unseen">Past lessons, replayed on the text before and after</caption>
        <thead>
          <tr>
            <th scope="col">Lesson</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ caseId, rule, own, before, after, flip, reason }, at) => (
            <tr key={caseId ?? at} data-flip={flip}>
              <td>
                {rule === null ? "A kept conversation" : short(rule, 90)}
                {own && <span className="flips-own"> from this suggestion</span>}
                {flip !== "same" && <span className="flips-reason">{reason}</span>}
              </td>
              <td>{tally(before)}</td>
              <td>{tally(after)}</td>
              <td>{FLIPS[flip]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `2 of 3`, and how many could not be told. */
const tally = ({ passed, failed, inconclusive }: CaseTally): string =>
  `${passed} of ${passed + failed + inconclusive}${inconclusive > 0 ? ` (${inconclusive} unclear)` : ""}`;
