import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** An expression, and the minutes (since 1970) of the window in which the oracle looks for it. */
export interface OracleCase {
  /** Minute, hour, day of month, month, day of week, year. */
  readonly fields: readonly string[];
  readonly dialect: 'unix' | 'events';
  readonly zone: string;
  readonly from: number;
  readonly to: number;
}

/** Asks Python's zoneinfo for the minutes at which expressions are due, by looking at every minute of their windows. */
export function askOracle(cases: readonly OracleCase[]): readonly (readonly number[])[] {
  const { status, stdout, stderr } = spawnSync('python3', [join(__dirname, 'oracle.py')], {
    input: JSON.stringify(cases),
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the oracle failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** The expression as a schedule has it. */
export function expressionOf({ fields, dialect }: Pick<OracleCase, 'fields' | 'dialect'>): string {
  return dialect === 'unix' ? fields.slice(0, 5).join(' ') : `cron(${fields.join(' ')})`;
}
