import { Seconds } from './seconds';

interface RunButtonProps {
  does: [verb: string, what: string];
  /** When what is under way began. */
  since: Date | undefined;
  go(): void;
  stop(): void;
}

/** Runs what the form says, and stops what is under way. Where there is little room, the verb is enough. */
export function RunButton({ does: [verb, what], since, go, stop }: RunButtonProps) {
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return since ? (
    <button type="button" class="primary" onClick={stop}>
      Stop <Seconds since={since} /> <kbd aria-hidden="true">Esc</kbd>
    </button>
  ) : (
    <button type="button" class="primary" onClick={go}>
      {verb} <span class="roomy">{what}</span> <kbd aria-hidden="true">{mac ? '⌘' : 'Ctrl'} ↵</kbd>
    </button>
  );
}
