import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { defined } from '../../contract/defined';

/**
 * An experiment: loads the function as Node does, but with V8's compiled code from a file. The file is written, after the
 * function has answered once, where there is none. Node 22's `module.enableCompileCache` does the same.
 * @see docs/decisions/0050
 */
const file = process.env.BENCH_FUNCTION ?? '';
const cacheFile = process.env.BENCH_CODE_CACHE ?? '';
const cachedData = readIfThere(cacheFile);
const source = readFileSync(file, 'utf8');
const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
  filename: file,
  ...defined({ cachedData }),
});
if (script.cachedDataRejected) throw new Error('V8 did not take its code cache');
const loaded: { exports: { handler: (...all: unknown[]) => Promise<unknown> } } = { exports: { handler: missing } };
script.runInThisContext()(loaded.exports, createRequire(file), loaded, file, dirname(file));

export async function handler(...request: unknown[]): Promise<unknown> {
  const answer = await loaded.exports.handler(...request);
  if (cachedData === undefined) writeFileSync(cacheFile, script.createCachedData());
  return answer;
}

function missing(): never {
  throw new Error(`${file} has no handler`);
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
