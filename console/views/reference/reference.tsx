import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../../api/client';
import type { Note } from '../../logic/notes';
import { endpointsOf, type OpenApi } from '../../logic/openapi';
import { sectionsOf } from '../../logic/sections';
import { NoteText } from '../../parts/note';
import { failureNote } from '../../state/change';
import { EndpointCard } from './endpoint';

const document = signal<OpenApi | undefined>(undefined);
const failure = signal<Note | undefined>(undefined);

/** The reference of the API, drawn from its own description. */
export function Reference() {
  useEffect(() => {
    if (document.value !== undefined) return;
    ask<OpenApi>('GET', 'openapi.json', { poll: true }).then(
      ({ body }) => {
        document.value = body;
        failure.value = undefined;
      },
      (error: unknown) => {
        failure.value = failureNote(error);
      },
    );
  }, []);
  const { value } = document;
  return (
    <main class="page" id="content">
      <div class="page-head">
        <h1>API reference</h1>
        {value !== undefined && <span class="quiet">version {value.info.version}, OpenAPI 3.1 at ./openapi.json</span>}
      </div>
      <p class="lead">
        Everything that this page does, the API does. An example that would change something is a dry run until you take{' '}
        <code>dry_run</code> out.
      </p>
      {failure.value !== undefined && <NoteText note={failure.value} />}
      {value === undefined && failure.value === undefined && <p class="empty">Loading …</p>}
      {value !== undefined &&
        sectionsOf(endpointsOf(value)).map(([name, endpoints]) => (
          <section key={name} aria-label={name}>
            <h2>{name}</h2>
            <div class="endpoints">
              {endpoints.map((endpoint) => (
                <EndpointCard key={endpoint.id} endpoint={endpoint} />
              ))}
            </div>
          </section>
        ))}
    </main>
  );
}
