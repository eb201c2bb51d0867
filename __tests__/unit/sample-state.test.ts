import { STATE } from '../../playground/page/server/sample-state';
import { evaluate } from '../../playground/tooljet/expressions';
import { labelledValues, readPage } from '../support/markdown';

const QUERIES = readPage('docs/portkey.md').flatMap(({ title, blocks }) =>
  blocks
    .filter(({ kind }) => kind === 'form' || kind === 'form later')
    .map(({ text, line }) => ({ title, line, fields: Object.values(labelledValues(text)) }))
);

test.each(QUERIES)('the query of "$title" (line $line) can be tried with the sample state', ({ fields }) => {
  const problems = fields.flatMap((field) => evaluate(field, STATE).problems);
  // One of them shows what ToolJet cuts.
  expect(problems.filter(({ kind }) => kind !== 'cut')).toEqual([]);
});
