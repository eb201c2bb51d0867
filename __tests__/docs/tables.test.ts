import { readPage } from '../support/markdown';
import { formFieldsOf, type Field } from '../support/files';
import { connectionFields, OPERATIONS } from './forms';

// The tables of docs/portkey.md hold the fields of the forms, by the names that people see and the keys that are stored.
const SECTIONS = readPage('docs/portkey.md');

/** Label and key in each row of a section's table. A row without a label goes on with the one before. */
function rows(title: string): string[][] {
  const table = SECTIONS.find((section) => section.title === title)?.tables[0] ?? [];
  return table.filter(([label]) => label).map(([label = '', key = '']) => [label, key]);
}

const shown = (fields: Field[]) => fields.map(({ label, key }) => [label, `\`${key}\``]);

test('the table of the connection has the fields of manifest.json', () => {
  expect(rows('The connection')).toEqual(shown(connectionFields));
});

test.each(OPERATIONS)('the tables of $name have the fields of its form', ({ name, value }) => {
  expect([...rows(name), ...rows('Operations')].sort()).toEqual(shown(Object.values(formFieldsOf(value))).sort());
});
