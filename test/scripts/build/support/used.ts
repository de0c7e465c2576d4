import { readFileSync } from 'node:fs';
import { namesFrom } from '../../../../scripts/build/direct-imports';
import { listing } from '../../../../scripts/build/fingerprint';

/** What the function's own code imports from a client of the AWS SDK: the commands that it sends, and the client. */
export function usedFrom(client: string): readonly string[] {
  const sources = listing('lambda').filter((path) => path.endsWith('.ts'));
  return [...new Set(sources.flatMap((path) => namesFrom(readFileSync(path, 'utf8'), client) ?? []))].sort();
}

/** The clients of the AWS SDK that the function's own code imports from. */
export function usedClients(): readonly string[] {
  const sources = listing('lambda').map((path) => readFileSync(path, 'utf8'));
  const clients = sources.flatMap(
    (source) => source.match(/(?<=^(?:import|\}) .*')@aws-sdk\/client-[\w-]+(?=';$)/gm) ?? [],
  );
  return [...new Set(clients)].filter((client) => usedFrom(client).length > 0).sort();
}
