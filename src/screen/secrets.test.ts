import { describe, expect, it } from "vitest";
import { HONEST } from "./sample-rules.fixture.js";
import type { ScreenInput } from "../core/ports/screen.js";
import { secretsScreen } from "./secrets.js";

const check = (text: string, before = "", hand: ScreenInput["hand"] = null) =>
  secretsScreen.check({
    before: { text: before, blocks: [] },
    after: { text, blocks: [] },
    edits: [{ kind: "add", place: { at: "end" }, text, evidence: [] }],
    evidence: [],
    lessons: [],
    templateFormat: "none",
    tokenBudget: null,
    byModel: true,
    hand,
    overlay: false,
  });

// Put together here, so that no scanner takes this file for a leak.
const join = (...parts: string[]): string => parts.join("");
const fill = "a1B2c3D4e5F6g7H8i9J0";
const CREDENTIALS = [
  join("sk", "-proj-", fill),
  join("gh", "p_", fill, fill),
  join("AK", "IA", "ABCDEFGHIJKLMNOP"),
  join("xox", "b-", fill),
  join("-----BEGIN RSA ", "PRIVATE KEY-----"),
  join("ey", "JhbGciOiJIUzI1NiJ9.ey", "JzdWIiOiIxIn0.", fill),
  "postgres://app:hunter22@db.example/shop",
  "Log in; the password is hunter22.",
  'Use api_key="9f8e7d6c5b4a".',
  "PIN: 4711",
];
const PERSONAL = [
  "Write to jane.doe@shop.example.",
  'The password is "letmein".',
  "Call +49 170 1234567.",
  "Call (555) 123-4567.",
  "Charge 4111 1111 1111 1111.",
  "Pay to DE89 3704 0044 0532 0130 00.",
];

describe("secrets", () => {
  it.each(CREDENTIALS)("refuses %s, by a person's hand too", (text) => {
    expect(check(text)[0]).toMatchObject({ screen: "secrets", verdict: "refuse", edit: 0 });
    expect(check(text, "", { id: "ana", role: "reviewer" })[0]?.verdict).toBe("refuse");
  });

  it("repeats at most four characters of what it found", () => {
    const message = check(join("sk", "-proj-", fill))[0]?.message ?? "";
    expect(message).toContain("(sk-p…)");
    expect(message).not.toContain("sk-pr");
    expect(check("Log in; the password is hunter22.")[0]?.message).toContain("(hu…)");
    for (const text of PERSONAL) expect(check(text)[0]?.message).not.toMatch(/doe|1234|1111 1|3704/);
  });

  it.each(PERSONAL)("holds %s, unless it stood there before or a person writes it", (text) => {
    expect(check(text)).toMatchObject([{ verdict: "hold" }]);
    expect(check(text, `Before. ${text}`)).toEqual([]);
    expect(check(text, "", { id: "ana", role: "reviewer" })).toEqual([]);
  });

  it.each([
    ...HONEST,
    "Charge 4111 1111 1111 1112.",
    "Pay to DE89 3704 0044 0532 0130 01.",
    "The password is case-sensitive.",
    "Password: required.",
    "Connect with postgres://app:{password}@db.example.",
    "Papers from 2019-2021 count; 10.1038/s41586-021-03819-2 is one.",
    "At most 280 characters, 3 hashtags and 1000000 views.",
    "Write keys as sk-… and never in full.",
  ])("has nothing against %s", (text) => {
    expect(check(text)).toEqual([]);
  });

  it.each(["a", "1", "1 ", "a.", "a@", "password is ", "+1 ", "eyJ", "DE89 "])("reads 1 MB of %j in time", (piece) => {
    const started = performance.now();
    check(piece.repeat(Math.ceil(1_000_000 / piece.length)));
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
