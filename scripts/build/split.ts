import { basename } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { directImports } from './direct-imports';
import { lambdaOnly } from './lambda-only';
import { pruneSchemas } from './prune-schemas';

/** The program cut into ES modules: what is loaded at once, and what each `import()` loads later. */
export interface Split {
  /** File names with their code; each ends with its source map, inline. */
  readonly chunks: ReadonlyMap<string, string>;
  /** The chunks that the entry loads at once, itself included. */
  readonly eager: ReadonlySet<string>;
  readonly entry: string;
  readonly metafile: Metafile;
}

/** What both passes of the build agree on. */
export const target = {
  bundle: true,
  platform: 'node',
  // The emulator runs the function with the machine's own Node.
  target: 'node20',
  write: false,
  logLevel: 'silent',
  legalComments: 'none',
} as const satisfies BuildOptions;

/** Bundles a TypeScript entry point; names and white space are left for the second pass. */
export async function split(entryPoint: string): Promise<Split> {
  const { outputFiles, metafile } = await build({
    ...target,
    entryPoints: { index: entryPoint },
    outdir: 'out',
    format: 'esm',
    splitting: true,
    // The modules that packages publish for bundlers: their CommonJS twins cannot be tree-shaken.
    mainFields: ['module', 'main'],
    minifySyntax: true,
    chunkNames: '[name]-[hash]',
    loader: { '.html': 'text' },
    sourcemap: 'inline',
    sourcesContent: false,
    metafile: true,
    plugins: [directImports(), pruneSchemas(), lambdaOnly()],
  });
  const entry = 'index.js';
  return {
    chunks: new Map(outputFiles.map((file) => [basename(file.path), file.text])),
    eager: closure(metafile, entry),
    entry,
    metafile,
  };
}

/** Finds a chunk and everything that it imports by statements, directly or not. */
function closure(metafile: Metafile, entry: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    const imports = metafile.outputs[`out/${name}`]?.imports ?? [];
    for (const { path } of imports.filter(({ kind, external }) => kind === 'import-statement' && !external)) {
      visit(basename(path));
    }
  };
  visit(entry);
  return reached;
}
