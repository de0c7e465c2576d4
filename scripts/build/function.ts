import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageFile } from '../../contract/environment';
import { withLock } from '../tools/lock';
import { bundle } from './bundle';
import { type Fingerprint, fingerprint, listing, sameFingerprint } from './fingerprint';
import { buildPage } from './page';

/** Where a build goes. */
export interface Paths {
  readonly entryPoint: string;
  /** Folder of the console, built to one page beside the function; absent: there is none. */
  readonly page?: string;
  /** Directories in which a new file may change what an import means. */
  readonly sources: readonly string[];
  /** What is deployed: nothing else is ever put there. */
  readonly asset: string;
  readonly sourceMaps: string;
  /** What the last build was made of and what it made. */
  readonly record: string;
  /** Bytes that what is loaded at once may take. @default - the function's, whose start is paid for by each first request */
  readonly budget?: number;
}

export const functionPaths: Paths = {
  entryPoint: 'lambda/index.ts',
  page: 'console',
  sources: ['lambda', 'contract', 'console', 'scripts/build'],
  asset: 'dist/function',
  sourceMaps: 'dist/source-maps',
  record: 'dist/build.json',
};

export interface BuildRecord {
  /** The sources, and everything else that decides what comes out. */
  readonly inputs: Fingerprint;
  readonly outputs: Fingerprint;
  readonly eager: { readonly bytes: number; readonly modules: readonly string[] };
}

/**
 * Builds the function unless sources and files are, byte for byte, what they were after the last build.
 * @returns the record of the build, and whether there was anything to do
 */
export function buildFunction(paths: Paths = functionPaths): Promise<BuildRecord & { readonly built: boolean }> {
  return withLock(`${paths.record}.lock`, () => buildAlone(paths));
}

async function buildAlone(paths: Paths): Promise<BuildRecord & { readonly built: boolean }> {
  const last = readRecord(paths.record);
  if (last !== undefined && isCurrent(paths, last)) return { ...last, built: false };
  // A build that fails must not leave the files of another one behind, to be deployed.
  for (const path of [paths.record, paths.asset, paths.sourceMaps]) rmSync(path, { recursive: true, force: true });
  const [{ files, eager, inputs }, page] = await Promise.all([
    bundle(paths.entryPoint, paths.budget),
    paths.page === undefined ? undefined : buildPage(paths.page),
  ]);
  for (const directory of [paths.asset, paths.sourceMaps]) mkdirSync(directory, { recursive: true });
  for (const { name, code, sourceMap } of files) {
    writeFileSync(join(paths.asset, name), code);
    writeFileSync(join(paths.sourceMaps, `${name}.map`), sourceMap);
  }
  if (page !== undefined) writeFileSync(join(paths.asset, pageFile), page.html);
  const record: BuildRecord = {
    inputs: inputPrint(paths, [...inputs, ...(page?.inputs ?? [])]),
    outputs: outputPrint(paths),
    eager,
  };
  writeFileSync(paths.record, `${JSON.stringify(record, null, 1)}\n`);
  return { ...record, built: true };
}

function isCurrent(paths: Paths, { inputs, outputs }: BuildRecord): boolean {
  const files = Object.keys(inputs).filter((path) => !path.endsWith('/'));
  return sameFingerprint(outputs, outputPrint(paths)) && sameFingerprint(inputs, inputPrint(paths, files));
}

function inputPrint({ sources }: Paths, inputs: readonly string[]): Fingerprint {
  const tools = [...listing('scripts/build'), 'package-lock.json', 'tsconfig.json'];
  return fingerprint([...new Set([...inputs, ...tools])].sort(), sources);
}

function outputPrint({ asset, sourceMaps }: Paths): Fingerprint {
  return fingerprint([...listing(asset), ...listing(sourceMaps)]);
}

function readRecord(path: string): BuildRecord | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
