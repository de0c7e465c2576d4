import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

interface Import {
  readonly from: string;
  /** The repository path of the imported module, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const pattern = /^(import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)/gm;
  return [...text.matchAll(pattern)].map(([, , type, fixed, dynamic]) => {
    const target = fixed ?? dynamic ?? '';
    const to = target.startsWith('.') ? relative(root, join(root, dirname(file), target)) : target;
    return { from: file, to, typeOnly: type !== undefined };
  });
}

const all = ['bin', 'lib', 'contract', 'lambda'].flatMap(sources).flatMap(importsOf);

/** Which rooms a room may import from; within itself it always may. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  lib: ['contract'],
  bin: ['lib'],
  'lambda/domain': ['contract'],
  'lambda/operations': ['lambda/domain', 'contract'],
  'lambda/http': ['lambda/operations', 'lambda/domain', 'contract'],
  'lambda/jobs': ['lambda/operations', 'lambda/domain', 'contract'],
  'lambda/aws': ['lambda/domain', 'contract'],
  'lambda/telemetry': ['lambda/domain', 'contract'],
};

/** Rooms of which only types may be imported: the ports that an adapter implements, the configuration's shape. */
const typesAllowed: Readonly<Record<string, readonly string[]>> = {
  'lambda/aws': ['lambda/operations', 'lambda/config'],
  'lambda/http': ['lambda/config'],
  'lambda/jobs': ['lambda/config'],
  'lambda/operations': ['lambda/config'],
  'lambda/telemetry': ['lambda/config', 'lambda/operations', 'lambda/http'],
};

const isIn = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`);
const roomOf = (path: string): string | undefined => Object.keys(allowed).find((room) => isIn(path, room));
const isOwn = ({ to }: Import): boolean => /^(bin|lib|contract|lambda|test|scripts)\//.test(to);

test('imports point one way', () => {
  const wrong = all.filter((item) => {
    const room = roomOf(item.from);
    if (room === undefined || !isOwn(item)) return false;
    const rooms = [room, ...(allowed[room] ?? []), ...(item.typeOnly ? (typesAllowed[room] ?? []) : [])];
    return !rooms.some((candidate) => isIn(item.to, candidate));
  });

  expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('the domain knows neither a package nor Node', () => {
  const outside = all.filter((item) => isIn(item.from, 'lambda/domain') && !isOwn(item));

  expect(outside).toEqual([]);
});

test('the AWS SDK is known to the adapters only', () => {
  const wrong = all.filter(({ from, to }) => /^@(aws-sdk|smithy)\//.test(to) && !isIn(from, 'lambda/aws'));

  expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('the environment is read in lambda/config.ts alone', () => {
  const readers = sources('lambda').filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'));

  expect(readers).toEqual(['lambda/config.ts']);
});

test('the scan sees the imports that it judges', () => {
  expect(all.length).toBeGreaterThan(100);
  expect(all).toContainEqual({ from: 'lambda/compose.ts', to: 'lambda/http/app', typeOnly: false });
});
