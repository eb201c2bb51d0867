import { useEffect, useState } from 'preact/hooks';
import type { Forms } from '../api';
import { CopyNotice } from './copy';
import { getForms, onChange } from './server';
import { Workbench } from './workbench';

export function App() {
  const [forms, setForms] = useState<Forms>();
  const [problem, setProblem] = useState<string>();
  const load = () =>
    getForms().then(
      (loaded) => (setForms(loaded), setProblem(undefined)),
      (error: Error) => setProblem(error.message)
    );
  useEffect(() => {
    onChange(load);
    void load();
  }, []);
  const bundleProblem = forms?.bundle.problem;

  return (
    <CopyNotice>
      <header>
        <img src="/icon.svg" alt="" width="36" height="36" />
        <div>
          <h1>Portkey for ToolJet</h1>
          <p>The plugin’s two forms, its built bundle in ToolJet’s loader, and a real gateway.</p>
        </div>
      </header>
      <main>
        {problem && (
          <div class="alert" role="alert">
            <p>{problem}</p>
            <button type="button" onClick={load}>
              Try again
            </button>
          </div>
        )}
        {bundleProblem && (
          <div class="alert" role="alert">
            <p>
              The plugin cannot be built: <code>{bundleProblem}</code>
            </p>
            <p>Until it is mended, the last bundle that could be built answers.</p>
          </div>
        )}
        {forms && <Workbench forms={forms} />}
      </main>
    </CopyNotice>
  );
}
