/** A person pressed Ctrl-C. */
export class Interrupted extends Error {
  /** As shells tell a process that was ended by SIGINT. */
  readonly exitCode = 130;

  constructor(message: string) {
    super(message);
    this.name = "Interrupted";
  }
}
