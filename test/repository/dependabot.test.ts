import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

interface Update {
  readonly 'package-ecosystem': string;
  readonly directory: string;
}

const root = resolve(__dirname, '../..');
const { updates }: { readonly updates: readonly Update[] } = parse(
  readFileSync(join(root, '.github/dependabot.yml'), 'utf8'),
);

/** The file by which each kind of package is found in its folder. */
const manifests: Readonly<Record<string, RegExp>> = {
  npm: /^package-lock\.json$/,
  pip: /\.(in|txt)$/,
  docker: /^Dockerfile/,
  'github-actions': /^workflows$/,
};

test.each(updates)(
  'the packages of $package-ecosystem are in $directory',
  ({ 'package-ecosystem': kind, directory }) => {
    const folder = join(root, kind === 'github-actions' ? '.github' : directory);

    expect(readdirSync(folder).filter((name) => manifests[kind]?.test(name))).not.toEqual([]);
  },
);

test('npm, pip, Docker and GitHub Actions are kept up to date', () => {
  const kinds = updates.map(({ 'package-ecosystem': kind }) => kind);

  expect(kinds).toEqual(expect.arrayContaining(['npm', 'pip', 'docker', 'github-actions']));
});
