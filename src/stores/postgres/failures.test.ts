import { describe, expect, it } from "vitest";
import { explainFailure } from "./failures.js";

const refusal = (code: string, message: string) => Object.assign(new Error(message), { code });

describe("failures of PostgreSQL", () => {
  it.each([
    ["28P01", "password authentication failed for user", "store_denied", /refuses this user or password/],
    ["08P01", "password authentication failed", "store_denied", /refuses this user or password/],
    ["08P01", "no such user: bob", "store_denied", /refuses this user or password/],
    ["08P01", "no such database: papers", "store_unavailable", /Create the database/],
    ["08P01", 'database "papers" does not exist', "store_unavailable", /Create the database/],
    ["08P01", "query_wait_timeout", "store_unavailable", /broke the connection/],
    ["3D000", 'database "papers" does not exist', "store_unavailable", /Create the database/],
  ])("%s %s: %s", (state, message, code, told) => {
    const failure = explainFailure(refusal(state, message), "postgres://here/papers");
    expect(failure).toMatchObject({ code, message: expect.stringMatching(told) });
  });
});
