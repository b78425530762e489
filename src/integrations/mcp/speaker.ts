/**
 * Whose word it is that comes over the protocol. A model makes the calls, so it is the agent's, which may propose and
 * no more; it is a person's only if that person, asked by the client and not through the model, says that it is.
 */
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { KnowhowError } from "../../core/errors.js";
import { checkPrincipal, type Principal, trustOf } from "../../core/principal.js";

/** Who may speak through a server, fixed when it starts. */
export interface Speaker {
  /** Whoever makes the calls: never more than a model. */
  readonly agent: Principal;
  /** Who sits before the client; null for nobody. */
  readonly person: Principal | null;
}

/** The answer to whether a person's words are theirs. `unknown`: nobody could be asked, or nobody answered. */
export type Confirmation = "yes" | "no" | "unknown";

/** So long a person may think, in milliseconds. */
const PATIENCE = 5 * 60_000;
/** What is longer is more than somebody reads in a dialogue. In UTF-16 code units. */
const LONGEST = 4000;
/** What a person cannot see may say something else than what they see. */
const HIDDEN = /[^\P{C}\n\t]|[\p{Zl}\p{Zp}]/u;

/**
 * The speaker of these options: without any, the agent alone. @throws `invalid_principal`, also for a person's role
 * without their id
 */
export function speakerOf(by: Partial<Principal> = {}): Speaker {
  const { role = "model" } = by;
  if (by.id === undefined && isPerson(role)) {
    throw new KnowhowError("invalid_principal", `Say who the ${role} is that speaks through the agent: their id.`);
  }
  const principal = checkPrincipal({ id: by.id ?? "agent", role });
  if (!isPerson(principal.role)) return { agent: principal, person: null };
  return { agent: checkPrincipal({ id: `agent of ${principal.id}`.slice(0, 256), role: "model" }), person: principal };
}

const isPerson = (role: Principal["role"]): boolean => trustOf(role) > trustOf("model");

/** Asks the person whether they say this; `about` goes on "An agent wants to". */
export async function confirm(
  server: McpServer,
  person: Principal,
  about: string,
  words: string,
  relatedRequestId: string | number,
): Promise<Confirmation> {
  const canAsk = server.server.getClientCapabilities()?.elicitation?.form !== undefined;
  const shown = words.replace(/\r\n/g, "\n").replace(/\n(?:[ \t]*\n){2,}/g, "\n\n");
  if (!canAsk || words.length > LONGEST || HIDDEN.test(shown)) return "unknown";
  try {
    const { action, content } = await server.server.elicitInput(
      {
        message:
          `An agent wants to ${about} in the name of the ${person.role} ${person.id}:\n\n` +
          `${shown}\n\nSay yes only if these are your words.`,
        requestedSchema: {
          type: "object",
          properties: { mine: { type: "boolean", title: "These are my words", default: false } },
          required: ["mine"],
        },
      },
      { timeout: PATIENCE, relatedRequestId },
    );
    if (action === "accept") return content?.["mine"] === true ? "yes" : "no";
    return action === "decline" ? "no" : "unknown";
  } catch {
    return "unknown";
  }
}
