import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascriptLanguage } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { Prec, type Extension, type Range } from '@codemirror/state';
import { Decoration, EditorView, keymap, placeholder, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { classHighlighter, highlightTree } from '@lezer/highlight';
import { cutsIn, expressionsIn, type AppState } from '../../../tooljet/expressions';
import { completeFrom } from './completion';

/** Text in which `{{ }}` are JavaScript, completed from the app's state. */
export function expressionEditor(getState: () => AppState, hint = ''): Extension {
  return [common(hint), expressions, autocompletion({ override: [completeFrom(getState)], icons: false })];
}

export function jsonEditor(hint = ''): Extension {
  return [common(hint), json(), syntaxHighlighting(classHighlighter)];
}

/** Tab stays the key that leaves a field, and Ctrl+Enter the one that runs the query. */
function common(hint: string): Extension {
  return [
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => true }])),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    history(),
    closeBrackets(),
    bracketMatching(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ spellcheck: 'false' }),
    placeholder(hint),
  ];
}

const expressions = ViewPlugin.define(
  (view) => {
    const plugin = {
      decorations: decorate(view.state.doc.toString()),
      update({ docChanged, state }: ViewUpdate) {
        if (docChanged) plugin.decorations = decorate(state.doc.toString());
      },
    };
    return plugin;
  },
  { decorations: ({ decorations }) => decorations }
);

/** Tints each expression, colours the JavaScript in it, and marks what ToolJet cuts off. */
function decorate(text: string) {
  const marks: Range<Decoration>[] = [];
  const mark = (name: string, from: number, to: number) =>
    from < to && marks.push(Decoration.mark({ class: name }).range(from, to));
  for (const { from, to, code } of expressionsIn(text)) {
    mark('expression', from, to);
    mark('brace', from, from + 2);
    mark('brace', to - 2, to);
    const tree = javascriptLanguage.parser.parse(code);
    highlightTree(tree, classHighlighter, (start, end, name) => mark(name, from + 2 + start, from + 2 + end));
  }
  for (const { to } of cutsIn(text)) mark('cut', to - 2, text.length);
  return Decoration.set(marks, true);
}
