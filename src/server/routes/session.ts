/** Routes of who one is: signing in and out in a browser, and `me`. */
import type { Context } from "hono";
import { z } from "zod";
import { allows, KEY_ROLES } from "../../core/key.js";
import { KnowhowError } from "../../core/errors.js";
import { authenticate, type Doors, giveCookie, takeCookie } from "../access/authenticate.js";
import type { Caller } from "../access/caller.js";
import { endpoint, type Endpoint, parseBody, bodyOf, read } from "../endpoint.js";
import { principal } from "../schemas/parts.js";

const meSchema = z
  .object({
    principal,
    roles: z.array(z.enum(KEY_ROLES)),
    may: z.array(z.enum(KEY_ROLES)).meta({ description: "The roles, with all that they include." }),
    namespaces: z.array(z.array(z.string())),
    local: z.boolean().meta({ description: "The person at this very machine." }),
  })
  .meta({ id: "Me" });

const me = ({ principal: one, roles, namespaces, local }: Caller) => ({
  principal: one,
  roles,
  may: KEY_ROLES.filter((role) => allows(roles, role)),
  namespaces,
  local,
});

export const meRoute: Endpoint = endpoint({
  method: "get",
  path: "/v1/me",
  summary: "See who you are, and what you may do",
  group: "Access",
  needs: null,
  reply: meSchema,
  handle: async ({ caller }) => me(caller),
});

const signInBody = z.strictObject({ key: z.string().max(256) });

/** `POST /v1/session`: a browser's session of a key. */
export async function signIn(context: Context, { sessions }: Doors): Promise<Response> {
  const { key } = read(signInBody, parseBody(await bodyOf(context)), "body") as z.output<typeof signInBody>;
  const id = await sessions.signIn(key);
  if (id === null) throw new KnowhowError("unauthorized", "The key is not known, was revoked or has expired.");
  giveCookie(context, id);
  return context.body(null, 204);
}

/** `DELETE /v1/session`. */
export async function signOut(context: Context, doors: Doors): Promise<Response> {
  await authenticate(context, doors);
  const id = takeCookie(context);
  if (id !== undefined) doors.sessions.end(id);
  return context.body(null, 204);
}

/** `GET /login?token=…`: the URL that `knowhow serve` prints, good for one session. */
export async function logIn(context: Context, doors: Doors): Promise<Response> {
  const invited = doors.sessions.redeem(context.req.query("token") ?? "");
  if (invited) {
    giveCookie(context, invited.id);
    return context.redirect(invited.page, 303);
  }
  try {
    await authenticate(context, doors);
    return context.redirect("/", 303);
  } catch {
    return context.text("This link was used before, or is of a server that has ended. Start knowhow serve again.", 401);
  }
}
