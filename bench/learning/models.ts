// The models of a bench run: by name, recorded, or played back.
import type { Model } from "knowhow";
import { resolveModel } from "knowhow/models";
import { replay } from "knowhow/replay";
import type { Settings } from "./settings.js";

export interface Models {
  readonly reflecting: Model | null;
  readonly writing: Model | null;
}

/** @throws `model_unknown`, `missing_dependency`, `model_failed` */
export async function modelsOf({
  model,
  writerModel,
  record,
  replay: from,
  label,
  timeout,
}: Settings): Promise<Models> {
  const named = async (name: string): Promise<Model> => {
    const source = told(await resolveModel(name, { timeout }));
    return record === null ? source : replay({ file: record, mode: "record", model: source, ...(label && { label }) });
  };
  if (from !== null) {
    const played = replay({ file: from });
    return { reflecting: played, writing: writerModel === null ? null : played };
  }
  const reflecting = model === null ? null : await named(model);
  if (writerModel === null) return { reflecting, writing: null };
  return { reflecting, writing: writerModel === model ? reflecting : await named(writerModel) };
}

/** Says at the terminal when the model itself is asked, since answers may take long. */
function told(model: Model): Model {
  let asked = 0;
  return {
    id: model.id,
    async generate(request, options) {
      const number = (asked += 1);
      const started = Date.now();
      const size = request.messages.reduce((sum, { content }) => sum + content.length, 0);
      process.stderr.write(`call ${number}: ${size} characters\n`);
      const answer = await model.generate(request, options);
      process.stderr.write(`call ${number}: answered after ${Math.round((Date.now() - started) / 1000)} s\n`);
      return answer;
    },
  };
}
