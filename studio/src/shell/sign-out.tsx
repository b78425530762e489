/** Ends the session of a key. */
import { useQueryClient } from "@tanstack/react-query";
import { signOut } from "../api/actions.js";

export function SignOut() {
  const client = useQueryClient();
  return (
    <button
      type="button"
      className="link"
      onClick={() => {
        void signOut().finally(() => void client.resetQueries());
      }}
    >
      Sign out
    </button>
  );
}
