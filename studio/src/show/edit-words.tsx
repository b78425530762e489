/** The words of one edit: what came, what went, or both woven together. */
import type { Edit } from "knowhow";
import { Added, Removed, Words } from "./words.js";

interface Props {
  readonly edit: Edit;
  /** The words of the block before; empty for an added one. */
  readonly before: string;
}

export function EditWords({ edit, before }: Props) {
  if (edit.kind === "add") return <Added>{edit.text}</Added>;
  if (edit.kind === "remove") return <Removed>{before}</Removed>;
  return <Words before={before} after={edit.text} />;
}
