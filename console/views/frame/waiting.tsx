import { connection } from '../../api/connection';
import { notYet } from '../../state/session';

/** What is shown until the page knows who asks. */
export function Waiting() {
  return (
    <main class="page" id="content">
      <p class="empty" role="status">
        {notYet.value ?? (connection.value === undefined ? 'Loading …' : 'Waiting for the API …')}
      </p>
    </main>
  );
}
