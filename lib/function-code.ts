import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { callersFile } from '../contract/environment';
import { makeReadable } from './readable';

export interface FunctionCodeProps {
  /** Folder of the built function. */
  readonly bundle: string;
  /** Folder, made anew, in which bundle and callers come together. */
  readonly stage: string;
  /**
   * Text of the callers file.
   * @default - the function has none
   */
  readonly callers?: string;
}

/**
 * Makes the function's asset: the bundle and, beside it, the callers.
 * @throws Error when the function has not been built
 */
export function functionCode({ bundle, stage, callers }: FunctionCodeProps): Code {
  if (!existsSync(join(bundle, 'index.js'))) {
    throw new Error(`${join(bundle, 'index.js')} does not exist: build the function first, with "npm run build"`);
  }
  if (callers === undefined) {
    makeReadable(bundle);
    return Code.fromAsset(bundle);
  }
  rmSync(stage, { recursive: true, force: true });
  cpSync(bundle, stage, { recursive: true });
  writeFileSync(join(stage, callersFile), callers);
  makeReadable(stage);
  return Code.fromAsset(stage);
}
