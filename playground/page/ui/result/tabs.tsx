import type { ComponentChild } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Boundary } from '../boundary';

interface Tab {
  name: string;
  hidden?: boolean;
  body(): ComponentChild;
}

/** Tabs as https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ has them. Only the chosen one's body is made. */
export function Tabs({ tabs }: { tabs: Tab[] }) {
  const id = useId();
  const shown = tabs.filter(({ hidden }) => !hidden);
  const [wanted, setWanted] = useState('');
  const index = Math.max(
    0,
    shown.findIndex(({ name }) => name === wanted)
  );
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && shown[(index + step + shown.length) % shown.length];
    if (!next) return;
    setWanted(next.name);
    document.getElementById(`${id}-${shown.indexOf(next)}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label="The outcome" onKeyDown={move}>
        {shown.map(({ name }, position) => (
          <button
            key={name}
            id={`${id}-${position}`}
            type="button"
            role="tab"
            aria-selected={position === index}
            aria-controls={`${id}-panel`}
            tabIndex={position === index ? 0 : -1}
            onClick={() => setWanted(name)}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        key={shown[index]?.name}
        class="panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${index}`}
        tabIndex={0}
      >
        <Boundary of={shown[index]?.name}>{shown[index]?.body()}</Boundary>
      </div>
    </>
  );
}
