import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LogFile } from '../tools/log-file';
import { root, stateFolder } from '../tools/paths';
import { run } from '../tools/run';

/** How many tests of a layer passed and failed; a check without tests of its own is one. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** A layer of the tests. */
export interface Layer {
  readonly title: string;
  check(log: LogFile): Promise<Counts>;
}

const bin = (name: string): string => join(root, 'node_modules/.bin', name);

/** A tool that passes or fails as a whole. */
function tool(title: string, command: string, args: readonly string[]): Layer {
  return {
    title,
    check: async (log) => {
      const { status } = await run({ command: bin(command), args, cwd: root }, log);
      return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

/** Jest under one of the configurations. */
function jest(title: string, config: string): Layer {
  return {
    title,
    check: async (log) => {
      const report = join(stateFolder, `${config}.json`);
      rmSync(report, { force: true });
      const args = ['--config', config, '--ci', '--json', '--outputFile', report];
      const { status } = await run({ command: bin('jest'), args, cwd: root }, log);
      const counts = existsSync(report) ? countsOf(readFileSync(report, 'utf8')) : { passed: 0, failed: 0 };
      // A file that cannot be loaded has no test that fails, and neither has a run that was killed.
      const broken = status !== 0 || counts.passed === 0;
      return broken && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
    },
  };
}

/** Reads Jest's JSON report; a skipped test counts as failed, for it shows nothing. */
export function countsOf(report: string): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } =
    JSON.parse(report);
  return {
    passed: numPassedTests,
    failed: numFailedTests + numPendingTests + numTodoTests + numRuntimeErrorTestSuites,
  };
}

/** Types and style, which `make lint` checks. */
export const staticLayers: readonly Layer[] = [
  tool('Check the types', 'tsc', ['--noEmit']),
  tool('Check the types of the console', 'tsc', ['--noEmit', '-p', 'console']),
  tool('Check the style', 'biome', ['check', '.']),
];

export const unitLayer = jest('Unit, infrastructure and contract tests', 'jest.config.js');
export const endToEndLayer = jest('End-to-end tests', 'jest.e2e.config.js');
