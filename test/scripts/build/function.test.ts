import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunction, type Paths } from '../../../scripts/build/function';
import { workshop } from './support/built';

let home: string;
let paths: Paths;

beforeEach(() => {
  home = workshop();
  paths = {
    entryPoint: join(home, 'source', 'index.ts'),
    sources: [join(home, 'source')],
    asset: join(home, 'asset'),
    sourceMaps: join(home, 'source-maps'),
    record: join(home, 'build.json'),
  };
  mkdirSync(join(home, 'source'));
  writeFileSync(
    paths.entryPoint,
    "import { EC2Client } from '@aws-sdk/client-ec2';\nexport const client = () => new EC2Client({});\n",
  );
});

afterEach(() => rmSync(home, { recursive: true }));

test('a build puts the function into its asset and the source maps beside it', async () => {
  const { built, eager } = await buildFunction(paths);

  expect(built).toBe(true);
  expect(eager.modules).toContain(paths.entryPoint);
  expect(readdirSync(paths.asset).every((name) => name.endsWith('.js'))).toBe(true);
  expect(readdirSync(paths.sourceMaps).sort()).toEqual(
    readdirSync(paths.asset)
      .map((name) => `${name}.map`)
      .sort(),
  );
});

test('a second build with nothing changed does nothing, and reports what the first one did', async () => {
  const first = await buildFunction(paths);

  const second = await buildFunction(paths);

  expect(second).toEqual({ ...first, built: false });
});

test.each([
  ['a source has changed', () => appendFileSync(paths.entryPoint, 'export const more = 1;\n')],
  ['a source has been added', () => writeFileSync(join(home, 'source', 'new.ts'), 'export const x = 1;\n')],
  ['a file of the function has changed', () => appendFileSync(join(paths.asset, 'index.js'), ' ')],
  ['a file of the function is gone', () => rmSync(join(paths.asset, 'index.js'))],
  ['the asset holds a file that no build put there', () => writeFileSync(join(paths.asset, 'stray.js'), '')],
  ['a source map is gone', () => rmSync(join(paths.sourceMaps, 'index.js.map'))],
  ['the record is unreadable', () => writeFileSync(paths.record, '{')],
])('the function is built again when %s', async (_what, change) => {
  await buildFunction(paths);
  change();

  const { built } = await buildFunction(paths);

  expect(built).toBe(true);
  expect(existsSync(join(paths.asset, 'stray.js'))).toBe(false);
});

test('a build that fails leaves nothing behind that could be deployed', async () => {
  await buildFunction(paths);
  writeFileSync(paths.entryPoint, "import { missing } from './nowhere';\nexport const x = missing;\n");

  await expect(buildFunction(paths)).rejects.toThrow(/nowhere/);

  expect(existsSync(paths.asset)).toBe(false);
  expect(existsSync(paths.record)).toBe(false);
});
