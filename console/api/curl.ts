/** A request as the console sent it. */
export interface SentRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  /** The request carried a key. */
  readonly key: boolean;
  readonly accept?: string;
  readonly body?: object;
}

/** Members of a body that a curl line must not show; the shell fills them in. */
const secret = /("(?:password|aws_secret_access_key|aws_session_token)":)"(?:[^"\\]|\\.)*"/g;

/** Writes the curl command that sends the same request, for a POSIX shell: the key is `$KEY`, a password `$PASSWORD`. */
export function curlOf({ method, url, key, accept, body }: SentRequest): string {
  const parts = ['curl'];
  if (method === 'HEAD') parts.push('--head');
  else if (method !== (body === undefined ? 'GET' : 'POST')) parts.push(`-X ${method}`);
  parts.push(quoted(url));
  if (key) parts.push('-H "x-api-key: $KEY"');
  if (accept !== undefined) parts.push(`-H ${quoted(`accept: ${accept}`)}`);
  if (body !== undefined) {
    parts.push(`-H 'content-type: application/json'`);
    parts.push(`-d ${quoted(JSON.stringify(body)).replace(secret, `$1"'"$PASSWORD"'"`)}`);
  }
  return parts.join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
