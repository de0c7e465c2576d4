import { useState } from 'preact/hooks';
import type { Endpoint, Schema } from '../../logic/openapi';
import { membersOf, typeOf } from '../../logic/reference';
import { Prose } from '../../parts/prose';
import { Table } from '../../parts/table';
import { TryIt } from './try-it';

/** One method of a path: what it takes, what it answers, and an example to send. */
export function EndpointCard({ endpoint }: { readonly endpoint: Endpoint }) {
  const [open, setOpen] = useState(false);
  const { method, path, operation } = endpoint;
  return (
    <details class="endpoint" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span class={`method method-${method.toLowerCase()}`}>{method}</span>
        <span class="endpoint-path">{path}</span>
        <span class="quiet">
          <Prose text={operation.summary} />
        </span>
      </summary>
      {open && (
        <div class="endpoint-body">
          <Takes endpoint={endpoint} />
          <TryIt endpoint={endpoint} />
          <Answers endpoint={endpoint} />
        </div>
      )}
    </details>
  );
}

function Takes({ endpoint: { operation } }: { readonly endpoint: Endpoint }) {
  const rows: readonly (readonly [name: string, where: string, description: string | undefined, schema: Schema])[] = [
    ...(operation.parameters ?? []).map(
      ({ name, in: where, description, schema }) => [name, where, description, schema] as const,
    ),
    ...membersOf(operation).map(([name, schema]) => [name, 'body', schema.description, schema] as const),
  ];
  if (rows.length === 0) return <p class="hint">It takes no parameters.</p>;
  return (
    <Table label="Parameters" columns={['Parameter', 'In', 'Values', 'Meaning']}>
      {rows.map(([name, where, description, schema]) => (
        <tr key={`${where} ${name}`}>
          <td>
            <code>{name}</code>
          </td>
          <td>{where}</td>
          <td class="values">{typeOf(schema)}</td>
          <td>
            <Prose text={description} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Answers({ endpoint: { operation } }: { readonly endpoint: Endpoint }) {
  return (
    <details class="answers">
      <summary>Answers</summary>
      <ul>
        {Object.entries(operation.responses).map(([status, { description, content }]) => {
          const schema = Object.values(content ?? {})[0]?.schema;
          return (
            <li key={status}>
              <strong class={Number(status) < 400 ? 'good' : 'bad'}>{status}</strong> <Prose text={description} />
              {schema?.$ref !== undefined && <span class="quiet"> ({typeOf(schema)})</span>}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
