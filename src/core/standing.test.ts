import { expect, it } from "vitest";
import type { EvidenceRecord } from "./evidence.js";
import { describeRank, standingEvidence } from "./standing.js";

const by = { id: "olga", role: "operator" } as const;
const about = { blockId: "b1", version: 1, createdAt: "2026-01-01T00:00:00.000Z", proposalId: null, by };
const written = { kind: "authorship", by, source: "operator", lessonId: null } as const;
const kept = (id: string, evidence: EvidenceRecord["evidence"] = written): EvidenceRecord => ({
  ...about,
  id,
  evidence,
});
const takeBack = (id: string, of: string) =>
  kept(id, { kind: "withdrawal", of, by, source: "operator", lessonId: null, reason: "Undone." });

it("leaves out what was taken back, and counts it again when that was taken back in its turn", () => {
  const [first, second] = [kept("1"), kept("2")];
  const back = takeBack("3", "1");
  expect(standingEvidence([first, second, back])).toEqual([second]);
  const again = takeBack("4", "3");
  expect(standingEvidence([first, second, back, again])).toEqual([first, second]);
  expect(standingEvidence([first, second, back, again, takeBack("5", "4")])).toEqual([second]);
  expect(standingEvidence([])).toEqual([]);
});

it("names a rank by the person, or by the role where nobody is known", () => {
  expect(describeRank({ role: "operator", by })).toBe("the operator olga");
  expect([describeRank({ role: "operator", by: null }), describeRank({ role: "user", by: null })]).toEqual([
    "an operator",
    "a user",
  ]);
});
