import type { IncomingMessage } from 'node:http';
import { Problem } from '../lambda/domain/problem';

/**
 * Refuses what Node lets pass, and what a proxy before this server may have read in another way. The connection must be closed
 * then: where the next request begins is in doubt. https://www.rfc-editor.org/rfc/rfc9112#section-6.1
 */
export function framingProblem({ httpVersion, headers, rawHeaders }: IncomingMessage): Problem | undefined {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return malformed('The request is not one of HTTP/1.1.');
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1) return malformed('The request has several headers host.');
  if (hosts === 0 && httpVersion === '1.1') {
    return malformed('The request has no header host, which HTTP/1.1 requires.');
  }
  const coding = headers['transfer-encoding'];
  if (coding === undefined) return undefined;
  if (httpVersion === '1.0') return malformed('HTTP/1.0 has no header transfer-encoding.');
  return coding.trim().toLowerCase() === 'chunked'
    ? undefined
    : malformed('The only transfer-encoding that is understood is chunked.');
}

function malformed(detail: string): Problem {
  return new Problem('malformed_body', detail);
}
