import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { commandLine } from './process';

/** A program that runs on this machine. */
export interface Running {
  readonly pid: number;
  /** Its words, separated by blanks. */
  readonly command: string;
}

/** Lists the programs that run here, as far as this user may see them. */
export function runningProcesses(): readonly Running[] {
  // A slim container has /proc but no ps, macOS has ps but no /proc.
  if (existsSync('/proc/self/cmdline')) {
    const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return numbers.map((pid) => ({ pid: Number(pid), command: commandLine(Number(pid)) }));
  }
  const list = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8', maxBuffer: 16 * 2 ** 20 });
  return list
    .split('\n')
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+ +/, '') }));
}
