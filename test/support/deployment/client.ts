/** What a client sees of an answer. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks a deployed API by plain HTTP; a body that is an object is sent as JSON. */
export type Ask = (method: string, path: string, body?: object | string, type?: string) => Promise<Seen>;

export function clientOf(baseUrl: string): Ask {
  return async (method, path, body, type = 'application/json') => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': type } }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  };
}
