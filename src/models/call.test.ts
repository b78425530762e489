import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KnowhowError } from "../core/errors.js";
import { callProvider } from "./call.js";

const never = () => new Promise<never>(() => undefined);
const errorOf = async (promise: Promise<unknown>): Promise<KnowhowError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!KnowhowError.is(error)) throw new Error(`not a KnowhowError: ${String(error)}`);
  return error;
};

describe("callProvider", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("gives the answer, and leaves no timer behind", async () => {
    await expect(callProvider({ id: "m" }, async () => "yes")).resolves.toBe("yes");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends a call that ignores its signal, at the time limit", async () => {
    const ended = errorOf(callProvider({ id: "m", timeout: 1500 }, never));
    await vi.advanceTimersByTimeAsync(1500);
    expect(await ended).toMatchObject({ code: "model_timeout", message: expect.stringContaining("1.5 s") });
  });

  it("has a limit of two minutes by default", async () => {
    let over = false;
    const ended = errorOf(callProvider({ id: "m" }, never)).finally(() => (over = true));
    await vi.advanceTimersByTimeAsync(119_999);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await ended).code).toBe("model_timeout");
  });

  it("tells the provider that the time is over", async () => {
    let seen: AbortSignal | undefined;
    const ended = errorOf(callProvider({ id: "m", timeout: 10 }, (signal) => ((seen = signal), never())));
    await vi.advanceTimersByTimeAsync(10);
    await ended;
    expect(seen?.aborted).toBe(true);
  });

  it("ends with the caller's signal, before and during the call", async () => {
    const caller = new AbortController();
    const during = errorOf(callProvider({ id: "m", signal: caller.signal }, never));
    caller.abort(new Error("shutting down"));
    expect(await during).toMatchObject({ code: "model_failed", cause: { message: "shutting down" } });
    const ask = vi.fn<() => Promise<never>>(never);
    expect(await errorOf(callProvider({ id: "m", signal: caller.signal }, ask))).toMatchObject({
      code: "model_failed",
    });
    expect(ask).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("calls a caller's time limit a timeout", async () => {
    const caller = new AbortController();
    const ended = errorOf(callProvider({ id: "m", signal: caller.signal }, never));
    caller.abort(new DOMException("over", "TimeoutError"));
    expect((await ended).code).toBe("model_timeout");
  });

  it.each([0, -1, Number.NaN, Infinity, 2 ** 31])("refuses %d as a time limit", async (timeout) => {
    expect((await errorOf(callProvider({ id: "m", timeout }, async () => 1))).code).toBe("invalid_policy");
  });

  it.each([
    [Object.assign(new Error("no such key"), { statusCode: 401 }), "model_failed", "API key"],
    [Object.assign(new Error("no such model"), { status: 404 }), "model_failed", "name"],
    [Object.assign(new Error("slow down"), { statusCode: 429 }), "model_failed", "limits"],
    [
      Object.assign(new Error("retries"), { lastError: Object.assign(new Error("busy"), { statusCode: 503 }) }),
      "model_failed",
      "later",
    ],
    [Object.assign(new Error("gateway"), { statusCode: 504 }), "model_timeout", ""],
    [
      new TypeError("fetch failed", { cause: Object.assign(new Error("slow"), { code: "UND_ERR_HEADERS_TIMEOUT" }) }),
      "model_timeout",
      "",
    ],
    ["a string", "model_failed", "a string"],
    [undefined, "model_failed", ""],
  ])("makes an error with a code of %s", async (thrown, code, says) => {
    const error = await errorOf(callProvider({ id: "some:model" }, () => Promise.reject(thrown)));
    expect(error.code).toBe(code);
    expect(error.message).toContain("some:model");
    expect(error.message).toContain(says);
    expect(error.cause).toBe(thrown);
  });

  it.each([
    [
      JSON.stringify({ detail: "Model is not loaded" }),
      "some:model failed with status 400: Bad Request: Model is not loaded.",
    ],
    [JSON.stringify({ error: { message: "Bad Request.", type: "x" } }), "failed with status 400: Bad Request."],
    [JSON.stringify([{ error: { message: "Too long" } }]), "Bad Request: Too long."],
    ["<html>a proxy</html>", "failed with status 400: Bad Request."],
    ["plainly no", "Bad Request: plainly no."],
    [
      JSON.stringify({ error: { message: "Wrong key sk-abcdef1234567 given" } }),
      "Bad Request: Wrong key [secret] given.",
    ],
  ])("tells the status and what the provider said: %s", async (responseBody, says) => {
    const thrown = Object.assign(new Error("Bad Request"), { statusCode: 400, responseBody });
    const error = await errorOf(callProvider({ id: "some:model" }, () => Promise.reject(thrown)));
    expect(error.message).toContain(says);
  });

  it("says where nobody answers", async () => {
    const thrown = new TypeError("fetch failed", {
      cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }),
    });
    const { message } = await errorOf(callProvider({ id: "some:model" }, () => Promise.reject(thrown)));
    expect(message).toBe("some:model failed: fetch failed. Check the address, and whether its server runs.");
  });

  it("shows no secret, wherever the provider's error holds it", async () => {
    const key = "sk-very-secret-4242";
    const inner = Object.assign(new Error("inner"), { requestHeaders: { authorization: [`Bearer ${key}`] } });
    const plain = Object.assign(new Error("ordinary"), { statusCode: 500 });
    for (const thrown of [new Error(`bad key ${key}`), new Error("outer", { cause: inner }), key]) {
      const error = await errorOf(callProvider({ id: "m", secrets: [key] }, () => Promise.reject(thrown)));
      const shown = `${error.message} ${error.stack} ${JSON.stringify(error.cause, Object.getOwnPropertyNames(error.cause))}`;
      expect(shown).not.toContain(key);
    }
    expect((await errorOf(callProvider({ id: "m", secrets: [key] }, () => Promise.reject(plain)))).cause).toBe(plain);
  });
});
