/** What somebody sees who is not signed in. */
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { signIn } from "../api/actions.js";
import { sentenceOf } from "../api/problem.js";

export function SignIn() {
  const client = useQueryClient();
  const [key, setKey] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    signIn(key.trim())
      .then(() => client.resetQueries())
      .catch((error: unknown) => setFault(sentenceOf(error)))
      .finally(() => setBusy(false));
  };
  return (
    <main className="sign-in" id="page">
      <p className="wordmark">Knowhow</p>
      <h1>Open the link from your terminal</h1>
      <p>
        <code>knowhow serve</code> prints a link that signs you in. It works once; for a new one, stop the server and
        start it again.
      </p>
      <form onSubmit={submit}>
        <label htmlFor="key">Or sign in with a key</label>
        <div className="field-row">
          <input
            id="key"
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder="kh_…"
            value={key}
            onChange={(event) => setKey(event.target.value)}
            aria-describedby="key-fault"
            aria-invalid={fault !== null}
          />
          <button type="submit" className="primary" disabled={busy || key.trim() === ""}>
            Sign in
          </button>
        </div>
        <p id="key-fault" className="fault" role="alert">
          {fault}
        </p>
      </form>
    </main>
  );
}
