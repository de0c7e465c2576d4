import { version } from '../../package.json';
import type { Variables } from '../settings/env-file';
import { root } from '../tools/paths';
import { run } from '../tools/run';

export interface BuildOptions {
  /** Names with their tags. */
  readonly images: readonly string[];
  /** Such as `linux/arm64`. @default - this machine's */
  readonly platforms?: readonly string[];
  /** The image goes to its registry, and stays nowhere else. @default false */
  readonly push?: boolean;
}

/** Makes the arguments with which Docker builds the server's image. An image for several platforms needs buildx. */
export async function buildArguments({
  images,
  platforms = [],
  push = false,
}: BuildOptions): Promise<readonly string[]> {
  const { status, output } = await run({ command: 'git', args: ['rev-parse', 'HEAD'], cwd: root });
  const labels = [`VERSION=${version}`, `REVISION=${status === 0 ? output.trim() : 'unknown'}`];
  return [
    ...(platforms.length > 1 || push ? ['buildx'] : []),
    ...['build', '-f', 'container/Dockerfile', '--target', 'server'],
    ...(platforms.length === 0 ? [] : ['--platform', platforms.join(',')]),
    ...labels.flatMap((value) => ['--build-arg', value]),
    ...images.flatMap((image) => ['-t', image]),
    ...(push ? ['--push'] : []),
    '.',
  ];
}

/** Reads the platforms that `PLATFORMS` names. */
export function platformsOf({ PLATFORMS }: Variables): readonly string[] {
  return (PLATFORMS ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}
