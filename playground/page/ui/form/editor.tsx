import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AppState } from '../../../tooljet/expressions';
import { expressionEditor, jsonEditor } from './codemirror';

interface EditorProps {
  /** The ids of the elements that name and describe it. */
  labelledBy: string;
  describedBy?: string | undefined;
  invalid: boolean;
  /** The field's key. */
  name: string;
  text: string;
  placeholder?: string | undefined;
  /** The height of an empty one. It grows with its text. */
  height?: string | undefined;
  /** What its expressions can complete from. Without it, the text is JSON. */
  state?: AppState;
  onChange(text: string): void;
}

/** CodeMirror, which is ToolJet's editor too, as an element of a form. */
export function Editor(props: EditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | undefined>(undefined);
  const attributes = useRef(new Compartment());
  // CodeMirror is made once, and asks for what is now.
  const now = useRef(props);
  now.current = props;
  const { text, height } = props;

  useLayoutEffect(() => {
    const editor = new EditorView({
      parent: parent.current as HTMLElement,
      state: EditorState.create({
        doc: now.current.text,
        extensions: [
          attributes.current.of(contentAttributes(now.current)),
          now.current.state
            ? expressionEditor(() => now.current.state ?? {}, now.current.placeholder)
            : jsonEditor(now.current.placeholder),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged && state.doc.toString() !== now.current.text) now.current.onChange(state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  // What came from elsewhere: an example, say.
  useLayoutEffect(() => {
    const { doc } = view.current?.state ?? {};
    if (doc && doc.toString() !== text) view.current?.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
  }, [text]);

  useLayoutEffect(() => {
    view.current?.dispatch({ effects: attributes.current.reconfigure(contentAttributes(now.current)) });
  }, [props.describedBy, props.invalid]);

  return <div ref={parent} class="editor" style={{ '--height': height }} />;
}

function contentAttributes({ labelledBy, describedBy, invalid, name }: EditorProps) {
  return EditorView.contentAttributes.of({
    'aria-labelledby': labelledBy,
    ...(describedBy && { 'aria-describedby': describedBy }),
    'aria-invalid': String(invalid),
    'data-key': name,
  });
}
