import type { Metafile } from 'esbuild';
import { type FunctionFile, merge } from './merge';
import { type Split, split } from './split';

export interface Bundle {
  readonly files: readonly FunctionFile[];
  /** Everything that a request to `/start` makes Node read and parse: the file that is loaded at once. */
  readonly eager: {
    readonly bytes: number;
    /** The modules in it, as paths from the root of the repository, sorted. */
    readonly modules: readonly string[];
  };
  /** All files that went in, as paths from the root of the repository, sorted. */
  readonly inputs: readonly string[];
}

/** Bytes that what is loaded at once may take. Parsing costs 1 ms for 20 KB. */
export const eagerBudget = 300_000;

/**
 * Builds the function in memory; the same sources give the same bytes.
 * @param budget - bytes that what is loaded at once may take
 * @throws when what is loaded at once is over its budget
 */
export async function bundle(entryPoint: string, budget = eagerBudget): Promise<Bundle> {
  const chunks = await split(entryPoint);
  const files = await merge(chunks);
  const bytes = Buffer.byteLength(files.find(({ name }) => name === chunks.entry)?.code ?? '');
  if (bytes > budget) throw new Error(overBudget(bytes, chunks));
  return {
    files,
    eager: { bytes, modules: Object.keys(eagerInputs(chunks)).sort() },
    inputs: Object.keys(chunks.metafile.inputs)
      .filter((path) => !path.includes(':'))
      .sort(),
  };
}

/** Modules of what is loaded at once, with the bytes that they come to before names are shortened. */
function eagerInputs({ metafile, eager }: Split): Readonly<Record<string, number>> {
  const inputs: Record<string, number> = {};
  for (const name of eager) {
    const output: Metafile['outputs'][string] | undefined = metafile.outputs[`out/${name}`];
    for (const [path, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
      if (bytesInOutput > 0) inputs[path] = bytesInOutput;
    }
  }
  return inputs;
}

function overBudget(bytes: number, chunks: Split): string {
  const largest = Object.entries(eagerInputs(chunks))
    .sort(([, one], [, other]) => other - one)
    .slice(0, 10)
    .map(([path, size]) => `  ${size} ${path}`);
  return [
    `What a request to /start loads is ${bytes} bytes, more than ${eagerBudget}. Its largest modules:`,
    ...largest,
  ].join('\n');
}
