import { render } from 'preact';
import { App } from './app/App.tsx';
import './style/tokens.css';
import './style/base.css';
import './style/controls.css';
import './style/layout.css';
import './upload/upload.css';
import './progress/progress.css';
import './results/summary.css';
import './results/downloads.css';
import './results/facts.css';
import './results/rows.css';
import './lists/lists.css';
import './check/check.css';

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
