import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One fenced block: ```lang kind, and what stands in it. Blocks without a kind are only for the reader. */
export interface Block {
  kind: string;
  text: string;
  line: number;
}

export interface Section {
  title: string;
  blocks: Block[];
  /** The rows of the section's last table, without its head; each cell without the spaces around it. */
  tables: string[][][];
}

export function readPage(path: string): Section[] {
  const sections: Section[] = [];
  let block: Block | undefined;
  let fenced = false;
  let table: string[][] | undefined;
  readFileSync(join(__dirname, '..', '..', path), 'utf8')
    .split('\n')
    .forEach((text, index) => {
      if (text.startsWith('```')) {
        fenced = !fenced;
        const kind = text.split(' ').slice(1).join(' ');
        block = fenced && kind ? { kind, text: '', line: index + 1 } : undefined;
        if (block) sections.at(-1)?.blocks.push(block);
        return;
      }
      if (block) block.text += `${text}\n`;
      if (fenced) return;
      const title = /^#+ (.*)/.exec(text)?.[1];
      if (title !== undefined) sections.push({ title, blocks: [], tables: [] });
      if (!text.startsWith('|')) return void (table = undefined);
      if (!table) {
        table = [];
        sections.at(-1)?.tables.push(table);
      }
      table.push(cells(text));
    });
  // Head and rule of each table go.
  return sections.map((section) => ({ ...section, tables: section.tables.map((rows) => rows.slice(2)) }));
}

function cells(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** `Label: value` lines, by label. What is indented below a line belongs to its value. */
export function labelledValues(text: string): Record<string, string> {
  const fields = text.trim().split(/\n(?! )/);
  return Object.fromEntries(
    fields.map((field) => {
      const [, label = field, value = ''] = /^([^:]+):\s?([^]*)$/.exec(field) ?? [];
      return [label, value.trim()];
    })
  );
}
