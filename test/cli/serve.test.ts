// `knowhow serve` and `knowhow keys` as people start them: what is printed works, and what is secret is not kept.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { useKnowhow } from "./knowhow.js";

const newKnowhow = useKnowhow();

test("keys are shown once, kept as a hash, and no longer good when revoked; a server is signed in to once, and drains", async () => {
  const knowhow = newKnowhow();
  await knowhow.json(["init", "tweets", "--seed", "Write a tweet.\n"]);
  expect(await knowhow.fails(["keys", "add", "nobody"])).toMatchObject({ exit: 2 });
  const added = await knowhow(["keys", "add", "my-agent", "--role", "read", "--role", "record"]);
  const token = /^kh_\S+$/m.exec(added.stdout)?.[0] ?? "";
  expect(added).toMatchObject({ code: 0, stdout: expect.stringContaining("It is not shown again") });
  expect(token).toMatch(/^kh_[0-9a-f]{32}_[\w-]{43}$/);
  const secret = token.slice(-43);
  const kept = readdirSync(join(knowhow.folder, ".knowhow")).map((name) =>
    readFileSync(join(knowhow.folder, ".knowhow", name), "latin1"),
  );
  expect(kept.join("")).toContain("my-agent");
  expect(kept.join("")).not.toContain(secret);

  let child: ChildProcessWithoutNullStreams | undefined;
  onTestFinished(() => void child?.kill("SIGKILL"));
  let printed = "";
  const ended = knowhow(["serve", "--port", "0", "--json"], {
    started: (one) => {
      child = one;
      one.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString("utf8")));
    },
  });
  await expect.poll(() => printed, { timeout: 30_000 }).toMatch(/\}\s*$/);
  const { url, login } = JSON.parse(printed) as { url: string; login: string };
  expect(login.startsWith(`${url}/login?token=`)).toBe(true);

  const first = await fetch(login, { redirect: "manual" });
  const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect([first.status, (await fetch(login, { redirect: "manual" })).status]).toEqual([303, 401]);
  const me = async (headers: Record<string, string>) => fetch(`${url}/v1/me`, { headers });
  expect(await (await me({ cookie })).json()).toMatchObject({ local: true, principal: { role: "operator" } });
  const bearer = { authorization: `Bearer ${token}` };
  expect(await (await me(bearer)).json()).toMatchObject({ principal: { id: "my-agent", role: "user" } });

  const listed = await knowhow(["keys", "list", "--json"]);
  expect(listed.stdout).not.toContain(secret);
  expect(listed.stdout).not.toContain("hash");
  const { keys } = JSON.parse(listed.stdout) as { keys: { id: string; inForce: boolean }[] };
  expect(keys).toMatchObject([{ principal: { id: "my-agent" }, roles: ["read", "record"], inForce: true }]);
  const id = keys[0]?.id ?? "";
  expect(await knowhow.json(["keys", "revoke", id.slice(0, 18)])).toMatchObject({ id, inForce: false });
  expect(await knowhow.fails(["keys", "revoke", "01234567"])).toMatchObject({ exit: 1, code: "key_not_found" });
  await expect.poll(async () => (await me(bearer)).status, { timeout: 10_000 }).toBe(401);

  // A request whose body is still under way when the signal comes is answered all the same.
  const body = JSON.stringify({ comment: "No hashtags." });
  const slow = await underWay(`${url}/v1/instructions/tweets/feedback`, {
    cookie,
    origin: url,
    "content-type": "application/json",
    "content-length": String(body.length),
  });
  slow.write(body.slice(0, 5));
  await me({ cookie });
  child?.kill("SIGTERM");
  await expect
    .poll(
      () =>
        me({ cookie }).then(
          ({ status }) => status,
          () => "refused",
        ),
      { timeout: 10_000 },
    )
    .toBe("refused");
  slow.finish(body.slice(5));
  expect(await slow.status).toBe(201);
  expect(await ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  expect((await knowhow.json<{ lessons: unknown[] }>(["lessons", "tweets"])).lessons).toHaveLength(1);
});

/** A request whose head was sent, and whose body comes when it is told to. */
async function underWay(url: string, headers: Record<string, string>) {
  const asked = request(url, { method: "POST", headers });
  const status = new Promise((resolve, reject) => {
    asked.on("error", reject);
    asked.on("response", (response) => resolve(response.resume().statusCode));
  });
  await new Promise<void>((resolve) => {
    asked.flushHeaders();
    asked.once("socket", (socket) => (socket.connecting ? socket.once("connect", resolve) : resolve()));
  });
  return { status, write: (part: string) => void asked.write(part), finish: (part: string) => void asked.end(part) };
}
