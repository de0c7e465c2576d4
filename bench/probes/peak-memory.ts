import { readFileSync } from 'node:fs';

/**
 * Reads the peak resident memory of this process, MB. Linux counts to `maxRSS` what the parent process had when it
 * forked; its own file about the process starts anew with the program.
 */
export function peakMemory(): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(status()) ?? [];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) / 1024;
}

function status(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
