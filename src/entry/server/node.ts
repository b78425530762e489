/** `knowhow/server/node`: a server that listens, on Node. */
export { addressOf, DEFAULT_PORT, listen, type Listening, type ListenOptions } from "../../server/node/listen.js";
