/** `knowhow/client`: a memory that is elsewhere, over `fetch`. Loads no `node:` module. */
export {
  type Client,
  type ClientOptions,
  createClient,
  type RemoteCompactResult,
  type RemoteInstructions,
  type RemoteOptions,
  type RemoteReflectResult,
} from "../client/client.js";
export type { RemoteChanged, WatchOptions } from "../client/watching.js";
