import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** Where the benchmarks put what they build and install. */
export const workshop = resolve('.local/bench');

const bundled = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Bundles a program of the benchmarks for plain Node.
 * @returns the path of the file
 */
export async function bundleFor(entryPoint: string, name: string, options: BuildOptions = {}): Promise<string> {
  const outfile = join(workshop, `${name}.js`);
  await build({ ...bundled, entryPoints: [entryPoint], outfile, ...options });
  return outfile;
}
