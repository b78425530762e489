/** Takes the pictures of docs/guides/studio.md, of made-up data at a fixed time: `npm run docs:screenshots`. */
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { createServer } from "knowhow/server";
import { listen } from "knowhow/server/node";
import { ownPapers } from "../../examples/tweet-writer/src/papers/own.js";
import { tweetWriterToTry } from "../../examples/tweet-writer/src/studio/try-it.js";
import { launchBrowser } from "../../test/browser/chromium.js";
import { NAME, NOW, OLGA, toldStory } from "./story.js";

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly show?: (page: Page) => Promise<unknown>;
  readonly width?: number;
  readonly height?: number;
  readonly colours?: "light" | "dark";
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first();

const PICTURES: readonly Picture[] = [
  { name: "inbox", path: "/inbox" },
  {
    name: "instructions",
    path: `/instructions/${NAME}`,
    show: (page) => button(page, /hashtags/).click(),
  },
  { name: "history", path: `/history/${NAME}` },
  {
    name: "runs",
    path: `/runs/${NAME}`,
    async show(page) {
      await page.locator(".entries a").nth(0).click();
      await page.getByRole("region", { name: "Conversation" }).getByText("maria").first().waitFor();
    },
    height: 960,
  },
  { name: "learning", path: `/learning/${NAME}` },
  { name: "learning-dark", path: `/learning/${NAME}`, colours: "dark" },
  {
    name: "try-it",
    path: `/try/${NAME}`,
    async show(page) {
      await button(page, "Get the tweet").click();
      await page.getByLabel("What should be different, always?").fill("Write in first person plural.");
      await button(page, "See what it would change").click();
      await button(page, /^Accept/).waitFor();
      await page.evaluate("scrollTo(0, 0)");
    },
    height: 1330,
  },
  { name: "phone", path: "/inbox", width: 390, height: 780 },
];

const folder = fileURLToPath(new URL("../../docs/images/studio/", import.meta.url));
await mkdir(folder, { recursive: true });
const memory = await toldStory();
const server = createServer({ memory, tryIt: tweetWriterToTry(await ownPapers(), null) });
const listening = await listen(server, { port: 0, studio: true });
const browser = await launchBrowser();
try {
  for (const picture of PICTURES) await take(browser, picture);
} finally {
  await browser.close();
  await listening.close();
  await memory.close();
}

async function take(from: Browser, { name, path, show, width = 1200, height = 800, colours = "light" }: Picture) {
  const context = await from.newContext({
    viewport: { width, height },
    colorScheme: colours,
    reducedMotion: "reduce",
    timezoneId: "UTC",
    locale: "en",
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  await page.goto(listening.url + server.invite(OLGA, path));
  await page.getByRole("heading", { level: 1 }).waitFor();
  await show?.(page);
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready");
  const picture = await webp(page, await page.screenshot({ caret: "hide", animations: "disabled" }));
  await writeFile(`${folder}${name}.webp`, picture);
  process.stdout.write(`docs/images/studio/${name}.webp  ${Math.round(picture.length / 1000)} kB\n`);
  await context.close();
}

/** The browser makes a PNG smaller, with nothing to see of it. */
async function webp(page: Page, png: Buffer): Promise<Buffer> {
  await page.goto("about:blank");
  const made = await page.evaluate(`(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${png.toString("base64")}";
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.8);
  })()`);
  return Buffer.from(String(made).split(",")[1] ?? "", "base64");
}
