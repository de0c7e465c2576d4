import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
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

const all = ['bin', 'lib', 'contract', 'lambda', 'server', 'console'].flatMap(sources).flatMap(importsOf);

/** The rooms of the function in the order in which imports may point: each may import those before it. */
const order = ['domain', 'instances', 'jobs', 'schedules', 'http', 'logging', 'metrics'].map(
  (room) => `lambda/${room}`,
);
const before = (room: string): readonly string[] => ['contract', ...order.slice(0, order.indexOf(room))];

/** The rooms of adapters: the only ones that may know the client of a service. */
const adapters = ['lambda/aws', 'lambda/docker', 'lambda/jobs/store', 'lambda/schedules/store', 'lambda/metrics/store'];

/** Which rooms a room may import from; within itself it always may. The most specific room of a file counts. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'lambda/jobs/store': [...before('lambda/schedules'), 'lambda/aws'],
  'lambda/schedules/store': [...before('lambda/http'), 'lambda/aws'],
  'lambda/metrics/store': [...order, 'contract', 'lambda/aws'],
  'lambda/aws': before('lambda/jobs'),
  'lambda/docker': before('lambda/jobs'),
  ...Object.fromEntries(order.map((room) => [room, before(room)])),
  server: ['lambda/http', 'lambda/domain', 'lambda/logging', 'contract'],
  contract: [],
  lib: ['contract'],
  bin: ['lib'],
  // The page decides by the rules that the function decides by.
  console: ['contract', 'lambda/domain', 'lambda/schedules/rules'],
};

/** Where the server puts the application together: it sees what the function's start file sees. */
const starts = ['server/index.ts'];

/** The shape of the configuration is known everywhere in the function; only its types may be imported. */
const typesAllowed = ['lambda/config'];

const isIn = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`);
const roomOf = (path: string): string | undefined => Object.keys(allowed).find((room) => isIn(path, room));
const isOwn = ({ to }: Import): boolean => /^(bin|lib|contract|lambda|server|test|scripts)\//.test(to);

test('imports point one way', () => {
  const wrong = all.filter((item) => {
    const room = roomOf(item.from);
    if (room === undefined || !isOwn(item) || starts.includes(item.from)) return false;
    const rooms = [room, ...(allowed[room] ?? []), ...(item.typeOnly ? typesAllowed : [])];
    return !rooms.some((candidate) => isIn(item.to, candidate));
  });

  expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('the domain knows neither a package nor Node', () => {
  const outside = all.filter((item) => isIn(item.from, 'lambda/domain') && !isOwn(item));

  expect(outside).toEqual([]);
});

test('the AWS SDK is known to the adapters only', () => {
  const isAdapter = (file: string): boolean => adapters.some((room) => isIn(file, room));
  const wrong = all.filter(({ from, to }) => /^@(aws-sdk|smithy)\//.test(to) && !isAdapter(from));

  expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('the environment is read in one file of the function, and one of the server', () => {
  const readers = ['lambda', 'server']
    .flatMap(sources)
    .filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'));

  expect(readers).toEqual(['lambda/config.ts', 'server/config.ts']);
});

test('the scan sees the imports that it judges', () => {
  expect(all.length).toBeGreaterThan(100);
  expect(all).toContainEqual({ from: 'lambda/compose.ts', to: 'lambda/http/app', typeOnly: false });
});
