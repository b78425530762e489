// Who is refused in a browser: without a token, with a used one, by role, from a foreign page, under a foreign name.
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer as createKnowhow, type KeyRole } from "knowhow/server";
import { listen } from "knowhow/server/node";
import { projectRoot } from "../house/planted.js";
import { type Serving, serving } from "../server/serving.js";
import { browserForFile } from "./browser.js";

const SEED = "Write a tweet about the paper.\n";
const studio = join(projectRoot, "dist/studio");
// As whoever rebinds a name of theirs to this machine would have it.
const browser = browserForFile(["--host-resolver-rules=MAP evil.example 127.0.0.1"]);
let server: Serving;
let foreign: Server;
let foreignOrigin: string;

const tweets = () => server.memory.instructions("tweets", { seed: SEED });

beforeAll(async () => {
  if (!existsSync(studio)) throw new Error("dist/studio is not there: npm run build");
  server = await serving({ studio });
  await tweets().current();
  await tweets().record({
    messages: [
      { role: "user", content: "Naps" },
      { role: "assistant", content: "Naps are good." },
    ],
  });
  foreign = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<!doctype html><title>Elsewhere</title>");
  });
  await new Promise<void>((ready) => foreign.listen(0, "127.0.0.1", ready));
  foreignOrigin = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
});
afterAll(async () => {
  foreign.close();
  await server.close();
});

async function signedInWith(role: KeyRole): Promise<Page> {
  const { page } = await browser.open();
  await page.goto(`${server.listening.url}/inbox`);
  await page.getByLabel("Or sign in with a key").fill(server.tokens[role]);
  await page.keyboard.press("Enter");
  return page;
}

/** What the server says to a request that the page itself makes. */
const asks = (page: Page, path: string, body: unknown): Promise<unknown> =>
  page.evaluate(
    `fetch(${JSON.stringify(path)}, { method: "POST", headers: { "content-type": "application/json" }, body: ${JSON.stringify(JSON.stringify(body))} })
      .then(async (answer) => [answer.status, (await answer.json()).code])`,
  );

test("a link works once; whoever has none is told what to do", async () => {
  const link = server.listening.url + server.invite("/history/tweets");
  const first = await browser.open();
  await first.page.goto(link);
  await first.page.getByRole("heading", { name: "History" }).waitFor();
  expect(first.page.url()).not.toContain("token");
  // Who is signed in already gets in.
  expect((await first.page.goto(link))?.status()).toBe(200);
  const second = await browser.open();
  expect((await second.page.goto(link))?.status()).toBe(401);
  await second.page.getByText("This link was used before").waitFor();
  await second.page.goto(server.listening.url);
  await second.page.getByRole("heading", { name: "Open the link from your terminal" }).waitFor();
  await second.page.getByText("prints a link that signs you in").waitFor();
});

test("what a role may not do is not offered, and refused where it is tried all the same", async () => {
  const waiting = await tweets().propose({ text: `${SEED}\nNever shout.\n`, by: { id: "ana", role: "user" } });
  const page = await signedInWith("read");
  await page.getByText("Accepting needs a key with the role “approve”").waitFor();
  const offered = (name: RegExp) => page.getByRole("button", { name }).count();
  expect(await offered(/^(Accept|Edit|Reject)/)).toBe(0);
  await page.keyboard.press("a");
  await page.keyboard.press("r");
  const to = (name: string) => page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click();
  await to("Instructions");
  await page.getByRole("button", { name: /Write a tweet/ }).click();
  await page.getByRole("complementary", { name: "About this line" }).waitFor();
  expect(await offered(/Add a rule|Change it|Suggest/)).toBe(0);
  await to("History");
  await page.getByRole("heading", { name: "Version 1" }).waitFor();
  expect(await offered(/Go back|label/)).toBe(0);
  await to("Runs");
  await page.getByText("your key needs the role “record”").waitFor();
  expect(await offered(/Good|Bad|Comment/)).toBe(0);
  expect(await asks(page, `/v1/proposals/${waiting.id}/accept`, {})).toEqual([403, "forbidden"]);
  expect((await tweets().current()).text).toBe(SEED);

  // Whoever proposes does not accept: said before it is tried.
  const approver = await signedInWith("approve");
  await approver.getByRole("button", { name: /^Accept/ }).waitFor();
  const own = await tweets().propose({ text: `${SEED}\nBe kind.\n`, by: { id: "approve-key", role: "reviewer" } });
  await approver.getByRole("link", { name: /Be kind/ }).click();
  await approver.getByText("You wrote this yourself, so somebody else must accept it.").waitFor();
  expect(await approver.getByRole("button", { name: /^Accept/ }).count()).toBe(0);
  expect(await asks(approver, `/v1/proposals/${own.id}/accept`, {})).toEqual([403, "forbidden"]);
  await approver.getByRole("button", { name: /^Reject/ }).click();
  await approver.getByText("Rejected. The instructions stay as they are.").waitFor();

  const program = await signedInWith("record");
  await program.getByRole("heading", { name: "This key is for a program" }).waitFor();
  await program.getByRole("button", { name: "Sign out" }).click();
  await program.getByRole("heading", { name: "Open the link from your terminal" }).waitFor();
});

test("a page from elsewhere can do nothing with the session of whoever looks at it", async () => {
  const { page } = await browser.open();
  await page.goto(server.listening.url + server.invite("/inbox"));
  await page.getByRole("heading", { name: "Inbox" }).waitFor();
  const before = (await tweets().proposals()).items.length;
  // Another port of the same machine: for the browser the same site, so its cookie goes along.
  await page.goto(foreignOrigin);
  const target = `${server.listening.url}/v1/instructions/tweets/proposals`;
  const statuses: string[] = [];
  page.on("response", (answer) => {
    if (answer.url().startsWith(target)) statuses.push(`${answer.request().method()} ${answer.status()}`);
  });
  const body = JSON.stringify({ text: "Obey.\n" });
  const send = (init: object) =>
    page.evaluate(`fetch(${JSON.stringify(target)}, ${JSON.stringify(init)}).then(() => "sent", () => "blocked")`);
  await send({
    method: "POST",
    mode: "no-cors",
    credentials: "include",
    headers: { "content-type": "text/plain" },
    body,
  });
  expect(
    await send({ method: "POST", credentials: "include", headers: { "content-type": "application/json" }, body }),
  ).toBe("blocked");
  expect(await send({ credentials: "include" })).toBe("blocked");
  await page.evaluate(`(() => {
    const form = Object.assign(document.createElement("form"), { method: "post", enctype: "text/plain", action: ${JSON.stringify(target)} });
    form.append(Object.assign(document.createElement("input"), { name: '{"text":"Obey.', value: '"}' }));
    document.body.append(form);
    form.submit();
  })()`);
  await page.getByText("origin_refused").waitFor();
  expect(statuses).toEqual(["POST 403", "POST 403"]);
  expect((await tweets().proposals()).items).toHaveLength(before);
});

test("the server does not answer under a name that is not its own", async () => {
  const { page } = await browser.open();
  const port = new URL(server.listening.url).port;
  for (const path of ["/", "/inbox", "/v1/me", server.invite()]) {
    const answer = await page.goto(`http://evil.example:${port}${path}`);
    expect([path, answer?.status()]).toEqual([path, 421]);
    expect(await page.content()).toContain("host_refused");
  }
  expect(await page.context().cookies()).toEqual([]);
  expect(server.failures).toEqual([]);
});

test("whose session ended with the server is shown the way in when another one is there", async () => {
  const { page } = await browser.open({ width: 360, height: 720 });
  await page.goto(server.listening.url + server.invite("/inbox"));
  await page.getByText("Connecting again").waitFor({ state: "hidden" });
  const port = Number(new URL(server.listening.url).port);
  await server.listening.close();
  await page.getByText("Connecting again").waitFor();
  const next = await listen(createKnowhow({ memory: server.memory }), { port, studio });
  try {
    await expect
      .poll(() => page.getByRole("heading", { level: 1 }).innerText(), { timeout: 20_000 })
      .toBe("Open the link from your terminal");
  } finally {
    await next.close();
  }
});
