/** The machine that a bench ran on, for its results. */
import os from "node:os";

export const machine = (): { node: string; platform: string; cpu: string | undefined; cores: number } => ({
  node: process.version,
  platform: `${os.platform()} ${os.arch()}`,
  cpu: os.cpus()[0]?.model,
  cores: os.cpus().length,
});
