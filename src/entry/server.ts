/** `knowhow/server`: the HTTP API as a web-standard `fetch`, and its keys. Loads no `node:` module. */
export { createServer, type Server, type ServerOptions } from "../server/server.js";
export type { Sample, Trial, TrialAnswer, TryIt } from "../server/try-it/options.js";
export type { Caller } from "../server/access/caller.js";
export { addKey, type NewKey } from "../server/access/keys.js";
export { allows, type ApiKey, KEY_ROLES, type KeyRole } from "../core/key.js";
export type { KeyStore } from "../core/ports/keys.js";
