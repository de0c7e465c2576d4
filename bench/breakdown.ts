import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { functionPaths } from '../scripts/build/function';
import { runChild } from './child';
import { median } from './statistics';
import type { Subject } from './subjects';
import { bundleFor } from './workshop';

/** Places in the code (function, file, line, column, by tabs) and the milliseconds that each was at the top of the stack. */
export type ProfiledPhase = readonly (readonly [place: string, milliseconds: number])[];

/** Shares of a phase, by what the time went to; they add up to 1. */
export type Shares = Readonly<Record<string, number>>;

export interface Breakdown {
  readonly load: Shares;
  readonly first: Shares;
}

const rounds = 9;

/** Measures where the time of the function's cold start goes, in shares: the profiler makes everything slower. */
export async function measureBreakdown({ command, environment }: Subject): Promise<Breakdown> {
  const probe = await bundleFor('bench/probes/profile.ts', 'probe-profile');
  const [program, , ...parameters] = command;
  const part = partOf(new SourceMap(JSON.parse(readFileSync(join(functionPaths.sourceMaps, 'index.js.map'), 'utf8'))));
  const profiles: (readonly ProfiledPhase[])[] = [];
  for (let round = 0; round < rounds; round += 1) {
    profiles.push(await runChild<readonly ProfiledPhase[]>([program, probe, ...parameters], environment));
  }
  const shares = (index: number): Shares => average(profiles.map((phases) => sharesOf(phases[index] ?? [], part)));
  return { load: shares(0), first: shares(1) };
}

function sharesOf(phase: ProfiledPhase, part: (place: string) => string): Shares {
  const sums: Record<string, number> = {};
  for (const [place, milliseconds] of phase) sums[part(place)] = (sums[part(place)] ?? 0) + milliseconds;
  const total = Object.values(sums).reduce((sum, value) => sum + value, 0);
  return Object.fromEntries(Object.entries(sums).map(([name, value]) => [name, value / total]));
}

function average(all: readonly Shares[]): Shares {
  const names = [...new Set(all.flatMap((shares) => Object.keys(shares)))];
  const medians = names.map((name) => [name, median(all.map((shares) => shares[name] ?? 0))] as const);
  const total = medians.reduce((sum, [, share]) => sum + share, 0);
  return Object.fromEntries(medians.map(([name, share]) => [name, share / total]));
}

/** Assigns a place in the code to the part that it belongs to. */
function partOf(map: SourceMap): (place: string) => string {
  return (place) => {
    const [name = '', url = '', line = '0', column = '0'] = place.split('\t');
    if (name === '(garbage collector)') return 'garbage collection';
    if (name === '(idle)') return 'waiting';
    if (name === '(program)') return 'V8 and the operating system';
    if (name === 'wrapSafe') return 'compiling index.js';
    if (!url.includes(functionPaths.asset)) return "Node's own modules";
    const entry = map.findEntry(Number(line), Number(column));
    const source = 'originalSource' in entry ? entry.originalSource : '';
    if (/node_modules\/(@aws-sdk|@smithy|@aws)\/|aws-shape/.test(source)) return 'AWS SDK';
    if (source.includes('node_modules/zod')) return 'zod';
    if (/(^|\/)(lambda|contract)\//.test(source)) return "this project's code";
    return 'top level of index.js';
  };
}
