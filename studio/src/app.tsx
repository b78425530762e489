/** The studio: who is there, and which page is shown. Pages are added here and in `shell/navigation.tsx`. */
import { QueryCache, QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Route, Switch } from "wouter";
import { Problem } from "./api/problem.js";
import { meQuery } from "./api/resources.js";
import { HistoryPage } from "./history/history-page.js";
import { InboxPage } from "./inbox/inbox-page.js";
import { InstructionsPage } from "./instructions/instructions-page.js";
import { AddressedPage } from "./shell/addressed-page.js";
import { latePage } from "./shell/late-page.js";
import { RunsPage } from "./runs/runs-page.js";
import { OnlyRecords } from "./shell/only-records.js";
import { Shell } from "./shell/shell.js";
import { SignIn } from "./shell/sign-in.js";
import { Toasts } from "./shell/toasts.js";
import { Empty, Failure } from "./show/states.js";
import { TryItPage } from "./try-it/try-it-page.js";

const isSignedOut = (error: unknown): boolean => error instanceof Problem && error.status === 401;

/** A read that failed is tried again twice, unless the server said that it is the request's fault. */
const retry = (failures: number, error: unknown): boolean =>
  failures < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429);

function makeClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // The session ended: ask who is there, which shows the way in.
        if (isSignedOut(error) && query.queryKey[0] !== "me") void client.invalidateQueries({ queryKey: ["me"] });
      },
    }),
    defaultOptions: { queries: { retry, staleTime: 30_000 } },
  });
  return client;
}

export function App() {
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={client}>
      <Toasts>
        <Door />
      </Toasts>
    </QueryClientProvider>
  );
}

function Door() {
  const me = useQuery(meQuery());
  if (isSignedOut(me.error)) return <SignIn />;
  if (me.data === undefined) {
    if (me.error === null) return <div className="shell" aria-busy="true" />;
    return (
      <main className="sign-in" id="page">
        <Failure error={me.error} retry={() => void me.refetch()} />
      </main>
    );
  }
  if (!me.data.may.includes("read")) return <OnlyRecords me={me.data} />;
  return (
    <Shell me={me.data}>
      <Pages />
    </Shell>
  );
}

const LearningPage = latePage("learning", async () => (await import("./learning/learning-page.js")).LearningPage);

function Pages() {
  return (
    <Switch>
      <Route path="/" component={InboxPage} />
      <Route path="/inbox/:id?" component={InboxPage} />
      <Route path="/instructions/:name?">
        <AddressedPage page="instructions" title="Instructions" component={InstructionsPage} />
      </Route>
      <Route path="/history/:name?">
        <AddressedPage page="history" title="History" component={HistoryPage} />
      </Route>
      <Route path="/runs/:name?">
        <AddressedPage page="runs" title="Runs" component={RunsPage} />
      </Route>
      <Route path="/learning/:name?">
        <AddressedPage page="learning" title="Learning" component={LearningPage} />
      </Route>
      <Route path="/try/:name?">
        <AddressedPage page="try" title="Try it" component={TryItPage} />
      </Route>
      <Route>
        <Empty title="There is no such page">
          <p>The pages of the studio are in its navigation.</p>
        </Empty>
      </Route>
    </Switch>
  );
}
