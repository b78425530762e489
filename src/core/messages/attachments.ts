/** Attachments: of an image or a file a description is kept, of a text document its text. Always external. */
import type { Part } from "../message.js";
import { arrayIn, type Fields, fieldsIn, isFields, stringIn, tidy } from "./reading.js";

type Attachment = Extract<Part, { type: "attachment" }>;

const UNKNOWN = "application/octet-stream";
const MEDIA = /^(image|audio|video|document|file|media)/;

/** The attachment that a part of any library is; one of an unknown type is described by it. */
export function attachmentOf(part: Fields): Attachment {
  const text = documentText(part);
  return {
    type: "attachment",
    mediaType: mediaTypeOf(part, text),
    text: text ?? (part["type"] === "attachment" ? (stringIn(part, "text") ?? "") : descriptionOf(part)),
    source: "external",
  };
}

/** The words of a document that came as text; null for what came as bytes or as an address. */
function documentText(part: Fields): string | null {
  const source = fieldsIn(part, "source");
  if (source["type"] === "text") return stringIn(source, "data") ?? "";
  const blocks =
    part["type"] === "search_result"
      ? arrayIn(part, "content")
      : source["type"] === "content"
        ? arrayIn(source, "content")
        : [];
  if (typeof source["content"] === "string") return source["content"];
  if (blocks.length > 0)
    return blocks.map((block) => (isFields(block) ? (stringIn(block, "text") ?? "") : "")).join("\n");
  return part["source_type"] === "text" || part["type"] === "text-plain" ? stringIn(part, "text") : null;
}

function mediaTypeOf(part: Fields, text: string | null): string {
  const file = fieldsIn(part, "file");
  const named =
    stringIn(part, "mediaType", "mimeType", "mime_type", "media_type") ??
    stringIn(fieldsIn(part, "source"), "media_type") ??
    stringIn(fieldsIn(part, "inlineData"), "mimeType") ??
    /^data:([\w.+-]+\/[\w.+-]+)/.exec(
      addressOf(part) ?? stringIn(file, "file_data") ?? stringIn(part, "data", "file_data") ?? "",
    )?.[1];
  if (named) return tidy(named);
  if (text !== null) return "text/plain";
  const kind = kindOf(part);
  if (kind === "web page") return "text/html";
  return kind === "image" || kind === "audio" || kind === "video" ? `${kind}/*` : UNKNOWN;
}

/** `image (image/png)`, `file "report.pdf" (application/pdf)`, `image at https://example.org/a.png`. */
function descriptionOf(part: Fields): string {
  const kind = kindOf(part);
  if (kind === null) return `a part of type ${JSON.stringify(tidy(stringIn(part, "type") ?? "unknown"))}`;
  const name = stringIn(part, "filename", "title", "name") ?? stringIn(fieldsIn(part, "file"), "filename");
  const mediaType = mediaTypeOf(part, null);
  const type = mediaType.endsWith("/*") || mediaType === UNKNOWN || kind === "web page" ? "" : ` (${mediaType})`;
  const address = addressOf(part);
  const shown = address !== null && /^https?:/i.test(address) ? ` at ${tidy(address)}` : "";
  return `${kind}${name === null ? "" : ` "${tidy(name)}"`}${type}${shown}`;
}

function kindOf(part: Fields): string | null {
  const type = stringIn(part, "type") ?? (part["inlineData"] === undefined ? "" : "media");
  if (type === "source-url") return "web page";
  if (type === "source-document" || type === "text-plain" || type === "search_result") return "document";
  return MEDIA.exec(type.replace(/^input_/, ""))?.[1]?.replace("media", "file") ?? null;
}

function addressOf(part: Fields): string | null {
  for (const name of ["url", "image_url", "file_url", "video_url", "image", "data", "source"]) {
    const value = part[name];
    if (value instanceof URL) return value.href;
    if (typeof value === "string") return value;
    if (isFields(value) && typeof value["url"] === "string") return value["url"];
  }
  return null;
}
