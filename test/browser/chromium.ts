/** Chromium from npm, unpacked into a temporary folder: for the tests of the studio and its pictures in the docs. */
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/** Chromium's sandbox needs rights that containers do not give; the pages it opens are ours. */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"];

/** Starts a browser, with more flags of Chromium if need be. Whoever calls it closes it. */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...FLAGS, ...flags, "--headless=shell"],
  });
}
