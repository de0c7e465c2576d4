import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type Architecture = 'arm64' | 'x86_64';

/** What Docker calls them. */
export const platforms: Readonly<Record<Architecture, string>> = { arm64: 'linux/arm64', x86_64: 'linux/amd64' };

/**
 * Names the server's image by what it is built of, so that a tag never means two programs: the Dockerfile and every file that its
 * stages copy. An image is for one architecture as a rule, which the tag ends with.
 * @param root - of the repository
 * @returns such as `3f2a9c0d1e2f4b5a-arm64`
 */
export function imageTag(architecture: Architecture, root = resolve(__dirname, '..')): string {
  const hash = createHash('sha256');
  for (const file of imageInputs(root)) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return `${hash.digest('hex').slice(0, 16)}-${platforms[architecture].replace('linux/', '')}`;
}

/** The files that the image is built of, by path from the root of the repository, sorted. */
export function imageInputs(root: string): readonly string[] {
  const path = 'container/Dockerfile';
  const [stages = ''] = readFileSync(join(root, path), 'utf8').split(/^FROM \S+ AS server$/m);
  const copied = [...stages.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, sources = '']) => sources.split(' '));
  return [path, ...copied.flatMap((source) => filesOf(root, source))].sort();
}

function filesOf(root: string, path: string): readonly string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesOf(root, join(path, name)));
}
