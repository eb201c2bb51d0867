import { render } from 'preact';
import { App } from './app';
import './styles/page.css';
import './styles/controls.css';
import './styles/form.css';
import './styles/editor.css';
import './styles/result.css';
import './styles/facts.css';
import './styles/answer.css';
import './styles/markdown.css';

render(<App />, document.getElementById('app') as HTMLElement);
