/** A time: how long ago, and exactly for whoever points at it. */
import { useEffect, useState } from "react";
import { ago, exactly } from "../words/when.js";

export function When({ time }: { readonly time: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={time} title={exactly(time)}>
      {ago(time, Math.max(now, Date.now()))}
    </time>
  );
}
