import { createContext, type ComponentChildren } from 'preact';
import { useContext, useState } from 'preact/hooks';

const Copy = createContext<(text: string, what?: string) => void>(() => undefined);

/** Copies a text, and says so; `what` names it where the text itself would be too long to be shown. */
export const useCopy = () => useContext(Copy);

/** Below this, one place at the bottom of the page says what was copied. */
export function CopyNotice({ children }: { children: ComponentChildren }) {
  const [notice, setNotice] = useState('');
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout>>();
  const copy = async (text: string, what = text) => {
    clearTimeout(timer);
    setNotice(
      await navigator.clipboard.writeText(text).then(
        () => `Copied ${what}`,
        () => 'The browser does not let this page copy.'
      )
    );
    setTimer(setTimeout(() => setNotice(''), 2500));
  };
  return (
    <Copy.Provider value={copy}>
      {children}
      <p class="notice" role="status" aria-label="Copied" hidden={!notice}>
        {notice}
      </p>
    </Copy.Provider>
  );
}

/** `text` is asked for only when it is needed: it may be long. `what` is what the notice calls it. */
export function CopyButton({ text, what, name }: { text: () => string; what: string; name?: string }) {
  const copy = useCopy();
  return (
    <button type="button" class="copy" aria-label={name ?? `Copy ${what}`} onClick={() => copy(text(), what)}>
      {name ?? 'Copy'}
    </button>
  );
}
