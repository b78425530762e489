/** What somebody sees whose key keeps runs and feedback and reads nothing. */
import type { Me } from "../api/resources.js";
import { SignOut } from "./sign-out.js";

export function OnlyRecords({ me }: { readonly me: Me }) {
  return (
    <main className="sign-in" id="page">
      <p className="wordmark">Knowhow</p>
      <h1>This key is for a program</h1>
      <p>
        <b>{me.principal.id}</b> may record runs and feedback, and reads nothing, so there is nothing to show. Sign in
        with a key that reads, for example one made by
      </p>
      <pre className="command">
        <code>npx knowhow keys add reader --role read</code>
      </pre>
      <p>
        <SignOut />
      </p>
    </main>
  );
}
