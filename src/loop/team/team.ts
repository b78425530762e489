/** Several instructions that make up one conversation: what is said of it is attributed, then each one reflects. */
import { type Address, addressKey, type Namespace } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import type { Feedback } from "../../core/feedback.js";
import { makeRef } from "../../core/ref.js";
import type { Run } from "../../core/run.js";
import type { Scope } from "../context.js";
import { current } from "../read.js";
import * as recording from "../record.js";
import { reflect, type ReflectOptions } from "../reflect.js";
import { attributeAll } from "./attribution.js";
import type { TeamMember, TeamResult } from "./team-result.js";

export interface TeamFeedback extends recording.FeedbackInput {
  /** The member it is meant for, or several; left out: the team finds out. */
  readonly for?: string | readonly string[];
}

export interface Team {
  /** The names of the members, in their order. */
  readonly members: readonly string[];
  /** Keeps a run of all of them; `ref` says which were in force, by default all. */
  record(input: recording.RunInput): Promise<Run>;
  /**
   * Keeps what somebody says of a conversation. With `for` it is a lesson of those members at once; else of the team,
   * until `reflect` attributes it.
   * @throws `invalid_feedback` for a name that no member has
   */
  feedback(input: TeamFeedback): Promise<readonly Feedback[]>;
  /**
   * Attributes what waits for the team: to whom the comment names, or on whom alone the run ran; else by the strategy's
   * model, in one call that is shown all members with their `whenToUpdate` and `updateInstructions`; without a model by
   * the words of `whenToUpdate`. What nobody can tell stays pending. Then all members reflect, in parallel.
   */
  reflect(options?: ReflectOptions): Promise<TeamResult>;
}

/** The names of members: as short as tells them apart. @throws `invalid_policy` */
export function membersOf(scopes: readonly Scope[]): TeamMember[] {
  if (scopes.length === 0) throw new KnowhowError("invalid_policy", "A team needs at least one member.");
  const keys = scopes.map(({ address }) => addressKey(address));
  if (new Set(keys).size < keys.length)
    throw new KnowhowError("invalid_policy", `A team has each member once; it was given ${keys.join(", ")}.`);
  return scopes.map((scope) => {
    const { name } = scope.address;
    const alone = scopes.filter(({ address }) => address.name === name).length === 1;
    return { name: alone ? name : addressKey(scope.address), scope };
  });
}

/** Where the team's lessons wait: in what the members' namespaces have in common, under their names. */
export function addressOfTeam(members: readonly TeamMember[], name: string | undefined): Address {
  const [first, ...rest] = members.map(({ scope }) => scope.address.namespace);
  const namespace = rest.reduce<Namespace>((common, other) => {
    const end = common.findIndex((segment, index) => segment !== other[index]);
    return end < 0 ? common : common.slice(0, end);
  }, first ?? []);
  const named = members.map(({ scope }) => scope.address.name).sort();
  return { namespace, name: name ?? named.join("+") };
}

/** `inbox` is the scope of the team's own address. */
export function makeTeam(inbox: Scope, members: readonly TeamMember[]): Team {
  return {
    members: members.map(({ name }) => name),
    async record(input) {
      if (input.ref) return recording.record(inbox, input);
      const parts = await Promise.all(members.map(({ scope }) => current(scope)));
      const text = parts.map((part) => part.text).join("\n\n");
      const ref = makeRef(
        parts.flatMap((part) => part.ref.layers),
        text,
      );
      return recording.record(inbox, { ...input, ref });
    },
    async feedback({ for: names, ...input }) {
      if (names === undefined) return [await recording.feedback(inbox, input)];
      const wanted = typeof names === "string" ? [names] : names;
      const found = wanted.map((name) => find(members, name));
      const run = typeof input.run === "string" ? { address: inbox.address, id: input.run } : input.run;
      return Promise.all(
        found.map(({ scope }) => recording.feedback(scope, run === undefined ? input : { ...input, run })),
      );
    },
    async reflect(options = {}) {
      const attributed = await attributeAll(inbox, members, options);
      const results = await Promise.all(
        members.map(async ({ name, scope }) => [name, await reflect(scope, options)] as const),
      );
      return { ...attributed, reflections: Object.fromEntries(results) };
    },
  };
}

function find(members: readonly TeamMember[], name: string): TeamMember {
  const found = members.find((member) => member.name === name);
  if (found) return found;
  throw new KnowhowError(
    "invalid_feedback",
    `The team has no member ${JSON.stringify(name)}. Its members are ${members.map((member) => member.name).join(", ")}.`,
  );
}
