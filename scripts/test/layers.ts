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

/** Makes a layer of a tool that passes or fails as a whole. */
function tool(title: string, command: string, args: readonly string[]): Layer {
  return {
    title,
    check: async (log) => {
      const { status } = await run({ command: bin(command), args, cwd: root }, log);
      return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

interface JestOptions {
  /** Arguments beside the configuration: which tests to run. */
  readonly select?: readonly string[];
  /** Is it no failure when no test was selected? */
  readonly mayBeEmpty?: boolean;
}

/** Makes a layer of Jest under one of the configurations. */
function jest(title: string, config: string, { select = [], mayBeEmpty = false }: JestOptions = {}): Layer {
  return {
    title,
    check: async (log) => {
      const report = join(stateFolder, `${config}.json`);
      rmSync(report, { force: true });
      const args = ['--config', config, '--ci', '--json', '--outputFile', report, ...select];
      const { status } = await run({ command: bin('jest'), args, cwd: root }, log);
      const counts = existsSync(report) ? countsOf(readFileSync(report, 'utf8')) : { passed: 0, failed: 0 };
      return ended(status, counts, mayBeEmpty);
    },
  };
}

/**
 * Counts a run of Jest that ended badly as a failure: a file that cannot be loaded has no test that fails, and neither has
 * a run that was killed.
 * @param mayBeEmpty - is it no failure when there was no test to run?
 */
export function ended(status: number, counts: Counts, mayBeEmpty: boolean): Counts {
  const broken = status !== 0 || (counts.passed === 0 && !mayBeEmpty);
  return broken && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
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

/** The tests that read pages and sources as text, which Jest does not find by what has changed. */
export const repositoryLayer = jest('Tests of the pages and the layout', 'jest.config.js', {
  select: ['test/docs', 'test/repository'],
});

/** Makes the layer of unit tests of what has changed, by an option of Jest; there may be none. */
export function changedLayer(option: string): Layer {
  return jest('Unit tests of what has changed', 'jest.config.js', { select: [option], mayBeEmpty: true });
}
