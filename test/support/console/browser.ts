import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { buildSync } from 'esbuild';

/** A request of the console that waits for its answer. */
export interface Waiting {
  readonly method: string;
  readonly url: string;
  readonly key: string | undefined;
  answer(status: number, body: object, headers?: Readonly<Record<string, string>>): Promise<void>;
}

/** Some of the console's modules in a page without a screen, of which a test answers each request when it likes. */
export interface FakeBrowser<T> {
  readonly modules: T;
  /** The requests, in the order in which they were sent. */
  readonly requests: readonly Waiting[];
  /** What is in `sessionStorage`. */
  readonly stored: ReadonlyMap<string, string>;
  /** Sets the clock of the machine. */
  setClock(milliseconds: number): void;
}

const folder = join(__dirname, '../../../console');
const built = new Map<string, string>();

/** Bundles modules as the page's build does. */
function bundle(paths: readonly string[]): string {
  const contents = paths.map((path) => `export * from './${path}';`).join('');
  const code = built.get(contents) ?? build(contents);
  built.set(contents, code);
  return code;
}

function build(contents: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'cjs',
    legalComments: 'none',
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * Opens a page.
 * @param paths - of modules in `console/`, whose exports are wanted
 * @param hash - the fragment of the page's address
 */
export function fakeBrowser<T>(paths: readonly string[], hash = ''): FakeBrowser<T> {
  const requests: Waiting[] = [];
  const stored = new Map<string, string>();
  const module = { exports: {} as T };
  let clock = Date.now();
  const context = createContext({
    ...{ module, URL, URLSearchParams, AbortSignal, clearTimeout, performance },
    // What a page would do later keeps no test from its end.
    setTimeout: (later: () => void, milliseconds: number) => setTimeout(later, milliseconds).unref(),
    location: { hash, origin: 'http://api.test', pathname: '/prod/' },
    document: { hidden: false, querySelector: () => null, addEventListener: () => {} },
    addEventListener: () => {},
    sessionStorage: {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, value: string) => stored.set(name, value),
      removeItem: (name: string) => stored.delete(name),
    },
    fetch: (url: string, { method, headers }: { method: string; headers: Record<string, string> }) =>
      new Promise((resolve) => {
        requests.push({
          method,
          url: url.replace('http://api.test/prod/', ''),
          key: headers['x-api-key'],
          answer: async (status, body, more = {}) => {
            resolve(new Response(JSON.stringify(body), { status, headers: more }));
            await new Promise((done) => setImmediate(done));
          },
        });
      }),
    clock: () => clock,
  });
  runInContext('Date.now = clock;', context);
  runInContext(bundle(paths), context);
  return {
    modules: module.exports,
    requests,
    stored,
    setClock: (milliseconds) => {
      clock = milliseconds;
    },
  };
}
