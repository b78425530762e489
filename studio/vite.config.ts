/** Builds the studio into `dist/studio`, from where `knowhow serve` hands it out. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** The fonts' licence wants to travel with them. */
function fontLicences(): Plugin {
  const fonts = ["instrument-sans", "literata"];
  return {
    name: "font-licences",
    generateBundle() {
      for (const font of fonts) {
        const path = fileURLToPath(import.meta.resolve(`@fontsource-variable/${font}/LICENSE`));
        this.emitFile({ type: "asset", fileName: `licences/${font}.txt`, source: readFileSync(path) });
      }
    },
  };
}

/** The page's address on a server that is being worked on: `KNOWHOW_SERVER=http://127.0.0.1:4400 npx vite studio`. */
const target = process.env["KNOWHOW_SERVER"] ?? "http://127.0.0.1:4400";

export default defineConfig(({ command }) => {
  // Whatever runs the build, such as a test, may be no production; what it builds is.
  if (command === "build") process.env["NODE_ENV"] = "production";
  return {
    root: fileURLToPath(new URL(".", import.meta.url)),
    plugins: [react(), fontLicences()],
    build: {
      outDir: "../dist/studio",
      emptyOutDir: true,
      // Nothing as a data: address, which the Content-Security-Policy allows for images alone.
      assetsInlineLimit: 0,
      license: { fileName: "licences/modules.md" },
      reportCompressedSize: false,
    },
    server: { proxy: { "/v1": target, "/login": target } },
  };
});
