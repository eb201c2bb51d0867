import { useEffect, useState } from 'preact/hooks';

/** How long something has been under way, to be looked at: who listens would hear it ten times a second. */
export function Seconds({ since }: { since: Date }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class="seconds" aria-hidden="true">
      {seconds(Math.max(0, now - since.getTime()))}
    </span>
  );
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
