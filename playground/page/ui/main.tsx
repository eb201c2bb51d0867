import { render } from 'preact';
import { App } from './app';
import './styles/page.css';
import './styles/form.css';
import './styles/result.css';

render(<App />, document.getElementById('app') as HTMLElement);
