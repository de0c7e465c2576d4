import { render } from 'preact';
import { App } from './app';
import { startClock } from './state/clock';
import { startPolling } from './state/polling';
import { enter } from './state/session';

const root = document.getElementById('app');
if (root !== null) {
  startClock();
  void enter();
  startPolling();
  render(<App />, root);
}

document.addEventListener('keydown', (event) => {
  const typing =
    event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog') !== null;
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.getElementById('search');
  if (search === null) return;
  event.preventDefault();
  search.focus();
});
