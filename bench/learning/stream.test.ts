import { describe, expect, it } from "vitest";
import { ownPapers } from "../../examples/tweet-writer/src/papers/own.js";
import { goTogether, preferenceOf, preferences } from "./preferences/all.js";
import { makeStream, USER } from "./stream.js";
import { offlineWriter } from "./writer.js";
import { Oracle } from "./looking/oracle.js";

const seeds = Array.from({ length: 25 }, (_, index) => index + 1);
const streams = seeds.map((seed) => makeStream(seed, 100));

describe("the bank of preferences", () => {
  it("has forty and more, a third of them beyond the offline writer, each with several phrasings", () => {
    const names = new Map(preferences.map((one) => [one.key.split(":")[0], one]));
    const beyond = [...names.values()].filter(({ writable }) => !writable);
    expect(names.size).toBeGreaterThanOrEqual(40);
    expect(beyond.length / names.size).toBeGreaterThanOrEqual(1 / 3);
    for (const { key, wording, rule } of names.values()) {
      expect(new Set(wording.add).size, key).toBeGreaterThanOrEqual(4);
      expect(wording.drop.length + wording.change.length, key).toBeGreaterThanOrEqual(3);
      expect([...wording.add, ...wording.change], key).not.toContain(rule);
    }
  });

  it("leaves a trace in each plain rule, so that text can be searched for it", () => {
    for (const { key, rule, trace } of preferences) expect(rule, key).toMatch(trace);
  });

  it("can be met: perfect instructions bring every writable one about on some paper", async () => {
    const papers = await ownPapers();
    const oracle = new Oracle(offlineWriter(), "Write a tweet.\n");
    for (const wish of preferences.filter(({ writable }) => writable)) {
      let met = false;
      for (const paper of papers) met ||= wish.met(await oracle.write([wish.key], paper), paper);
      expect(met, wish.key).toBe(true);
    }
  });
});

describe("a stream", () => {
  it("follows from its seed alone, and a longer one begins like a shorter one", () => {
    expect(makeStream(3, 40)).toEqual(makeStream(3, 40));
    expect(makeStream(3, 100).steps.slice(0, 40)).toEqual(makeStream(3, 40).steps);
    expect(makeStream(4, 40)).not.toEqual(makeStream(3, 40));
  });

  it("has every kind of lesson, and all that is not to be learned", () => {
    const said = streams.flatMap(({ steps }) => steps.map((step) => step.said));
    const kinds = new Set(said.flatMap(({ lasting }) => lasting.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(["add", "contradict", "delete", "edit", "repeat"]);
    for (const key of ["oneOff", "wrong", "poison"] as const)
      expect(said.filter((one) => one[key] !== null).length, key).toBeGreaterThan(streams.length);
    expect(streams.flatMap(({ steps }) => steps).filter(({ page }) => page !== null).length).toBeGreaterThan(100);
  });

  it("never has a user want two things that exclude each other", () => {
    const clashes = streams.flatMap(({ seed, steps }) =>
      steps.flatMap(({ wants, number }) => {
        const held = wants.map(preferenceOf);
        return held.flatMap((one, index) =>
          held.slice(0, index).flatMap((other) => (goTogether(one, other) ? [] : [[seed, number, one.key, other.key]])),
        );
      }),
    );
    expect(clashes).toEqual([]);
  });

  it("moves the wishes only by what the user says, and by exactly that", () => {
    for (const { steps } of streams) {
      let wants: readonly string[] = [];
      for (const step of steps) {
        const [change] = step.said.lasting;
        if (!change) expect(step.wants).toEqual(wants);
        else {
          expect(step.said.by).toEqual(USER);
          expect(step.wants.includes(change.preference)).toBe(change.kind !== "delete");
          if (change.outdates !== null) expect(wants).toContain(change.outdates);
        }
        wants = step.wants;
      }
    }
  });

  it("lets people without a say contradict, and nobody else", () => {
    const speakers = streams
      .flatMap(({ steps }) => steps)
      .filter(({ said }) => said.wrong !== null)
      .map(({ said }) => said.by.role);
    expect([...new Set(speakers)].sort()).toEqual(["external", "user"]);
  });
});
