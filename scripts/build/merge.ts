import { type BuildOptions, build, type Plugin } from 'esbuild';
import { importItems } from './module-exports';
import { type Split, target } from './split';

/** The function's files: name, code and source map. */
export interface FunctionFile {
  readonly name: string;
  readonly code: string;
  readonly sourceMap: string;
}

const toCommonJs = {
  ...target,
  format: 'cjs',
  minify: true,
  // `await import()` becomes `require()`: Node's loader of ES modules costs 4 ms when it is first used.
  supported: { 'dynamic-import': false },
  sourcemap: 'external',
  sourcesContent: false,
  outdir: 'out',
} as const satisfies BuildOptions;

/**
 * Turns the chunks into CommonJS files. All that is loaded at once becomes one file (a dozen of them cost 6 ms more); the
 * others take what they share with it from its exports, so that a class is the same class everywhere.
 */
export async function merge(chunks: Split): Promise<readonly FunctionFile[]> {
  const shared = sharedNames(chunks);
  const [eager, ...lazy] = await Promise.all([
    toFile(chunks.entry, entryCode(chunks.entry, shared), fromChunks(chunks, shared, 'eager')),
    ...[...reachable(chunks)]
      .filter((name) => !chunks.eager.has(name))
      .sort()
      .map((name) => toFile(name, chunks.chunks.get(name) ?? '', fromChunks(chunks, shared, 'lazy'))),
  ]);
  return [eager, ...lazy];
}

async function toFile(name: string, contents: string, plugin: Plugin): Promise<FunctionFile> {
  const { outputFiles } = await build({
    ...toCommonJs,
    stdin: { contents, sourcefile: name, resolveDir: process.cwd(), loader: 'js' },
    entryNames: name.replace(/\.js$/, ''),
    plugins: [plugin],
  });
  const text = (suffix: string): string => outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? '';
  return { name, code: text('.js'), sourceMap: text('.js.map') };
}

const namespace = 'chunk';
const importOfChunk = /import\s*\{([^}]*)\}\s*from "\.\/([^"]+)"/g;
const importLater = /import\("\.\/([^"]+)"\)/g;

/** How the eager file names what another file takes from one of its chunks. */
type Shared = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Collects, for each eager chunk, the names that lazily loaded chunks import from it, with the names that they get in
 * the eager file.
 */
function sharedNames({ chunks, eager }: Split): Shared {
  const shared = new Map<string, Map<string, string>>();
  let count = 0;
  for (const [, code] of [...chunks].filter(([name]) => !eager.has(name)).sort()) {
    for (const [, items = '', from = ''] of code.matchAll(importOfChunk)) {
      if (!eager.has(from)) continue;
      const names = shared.get(from) ?? new Map<string, string>();
      shared.set(from, names);
      for (const { name } of importItems(items)) {
        if (names.has(name)) continue;
        names.set(name, `s${count}`);
        count += 1;
      }
    }
  }
  return shared;
}

/**
 * Writes the end of the eager file, which exports the handler and a function that lists what the other files share with
 * it: as exports of their own these hundreds of names would take 1 ms of every start.
 */
function entryCode(entry: string, shared: Shared): string {
  const imports = [...shared].map(([chunk, names]) => {
    const items = [...names].map(([name, alias]) => `${name} as ${alias}`);
    return `import { ${items.join(', ')} } from "./${chunk}";`;
  });
  const aliases = [...shared.values()].flatMap((names) => [...names.values()]);
  return [...imports, `export * from "./${entry}";`, `export const shared = () => ({ ${aliases.join(', ')} });`].join(
    '\n',
  );
}

/** Resolves the paths between chunks: to each other within the eager file, to the files of the asset outside of it. */
function fromChunks({ chunks, eager, entry }: Split, shared: Shared, pass: 'eager' | 'lazy'): Plugin {
  return {
    name: 'from-chunks',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.\// }, ({ path, kind, namespace: importer }) => {
        const name = path.slice(2);
        if (!eager.has(name) || (pass === 'lazy' && importer === namespace)) return { path, external: true };
        if (kind !== 'import-statement') throw new Error(`${name} is loaded at once and must not be loaded later`);
        return { path: name, namespace };
      });
      onLoad({ filter: /.*/, namespace }, ({ path }) => {
        if (pass === 'eager') return { contents: chunks.get(path) ?? '', loader: 'js', resolveDir: process.cwd() };
        const names = [...(shared.get(path) ?? [])];
        const contents = `import { shared } from "./${entry}";
const { ${names.map(([, alias]) => alias).join(', ')} } = shared();
export { ${names.map(([name, alias]) => `${alias} as ${name}`).join(', ')} };`;
        return { contents, loader: 'js', resolveDir: process.cwd() };
      });
    },
  };
}

/** Finds the chunks that the program can load: esbuild also writes some that only removed code imported. */
function reachable({ chunks, entry }: Split): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    const code = chunks.get(name) ?? '';
    for (const [, , path = ''] of code.matchAll(importOfChunk)) visit(path);
    for (const [, path = ''] of code.matchAll(importLater)) visit(path);
    for (const [, path = ''] of code.matchAll(/^import "\.\/([^"]+)";$/gm)) visit(path);
  };
  visit(entry);
  return reached;
}
