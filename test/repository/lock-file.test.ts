import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Package {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lockFile: { readonly packages: Readonly<Record<string, Package>> } = JSON.parse(
  readFileSync(join(__dirname, '../../package-lock.json'), 'utf8'),
);

test('the lock file names no registry', () => {
  expect(Object.entries(lockFile.packages).filter(([, { resolved }]) => resolved?.startsWith('http'))).toEqual([]);
});

test('it has the optional packages of every platform, without which npm ci refuses it', () => {
  const names = Object.keys(lockFile.packages);
  const missing = Object.values(lockFile.packages)
    .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    .filter((name) => !names.some((path) => path.endsWith(`node_modules/${name}`)));

  expect(missing).toEqual([]);
});
