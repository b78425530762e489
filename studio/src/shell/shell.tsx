/** The frame around every page: navigation, what the pages are about, who is signed in, and whether it is live. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { useLive } from "../api/live.js";
import { type Me, waitingQuery } from "../api/resources.js";
import { useChosen } from "./chosen.js";
import { DarkIcon, LightIcon, SystemIcon } from "./icons.js";
import { useKeys } from "./keys.js";
import { KeysDialog } from "./keys-dialog.js";
import { Navigation } from "./navigation.js";
import { Picker } from "./picker.js";
import { SignOut } from "./sign-out.js";
import { THEMES, useTheme } from "./theme.js";

export function Shell({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const { address, all } = useChosen();
  const waiting = useQuery(waitingQuery());
  const live = useLive();
  const [keys, setKeys] = useState(false);
  useKeys({ "?": () => setKeys(true) });
  return (
    <div className="shell">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <header className="side">
        <Link href="/inbox" className="wordmark" aria-label="Knowhow, to the inbox">
          Knowhow
        </Link>
        <Picker address={address} all={all} />
        <Navigation address={address} waiting={waiting.data ? waiting.data.items.length : null} />
        <Foot me={me} live={live} onKeys={() => setKeys(true)} />
      </header>
      <main id="page" className="page" tabIndex={-1}>
        {children}
      </main>
      <KeysDialog open={keys} onClose={() => setKeys(false)} />
    </div>
  );
}

interface FootProps {
  readonly me: Me;
  readonly live: boolean;
  readonly onKeys: () => void;
}

function Foot({ me, live, onKeys }: FootProps) {
  return (
    <div className="foot">
      <p className="foot-who">
        <span className="foot-name">{me.principal.id}</span>
        <span className="foot-role">{me.principal.role}</span>
        {!me.local && <SignOut />}
      </p>
      <p className="foot-live" role="status" data-live={live}>
        {live ? "Up to date" : "Connecting again…"}
      </p>
      <div className="foot-tools">
        <ThemeSwitch />
        <button type="button" className="quiet foot-keys" onClick={onKeys} aria-label="Show keys">
          <kbd>?</kbd>
        </button>
      </div>
    </div>
  );
}

const LOOKS = {
  system: { title: "As the system", icon: SystemIcon },
  light: { title: "Light", icon: LightIcon },
  dark: { title: "Dark", icon: DarkIcon },
};

function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  return (
    <fieldset className="theme">
      <legend className="unseen">Colours</legend>
      {THEMES.map((one) => {
        const { title, icon: Icon } = LOOKS[one];
        return (
          <label key={one} title={title}>
            <input type="radio" name="theme" checked={theme === one} onChange={() => setTheme(one)} />
            <Icon />
            <span className="unseen">{title}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
