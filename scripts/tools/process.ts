import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Reads the command line of a process, its words separated by blanks; empty when there is no such process. */
export function commandLine(pid: number): string {
  try {
    // A slim container has /proc but no ps, macOS has ps but no /proc.
    if (existsSync('/proc/self/cmdline')) {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    }
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
