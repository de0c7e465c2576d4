import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { namesFrom } from '../../../scripts/build/direct-imports';
import { ModuleExports } from '../../../scripts/build/module-exports';
import { workshop } from './support/built';

const sources = {
  'index.js': `import { toHex } from "./hex";
export { Plain, Old as New } from "./plain";
export * from "./commands";
export * from "./other";
export { Passed } from "@smithy/core/transport";
export { toHex };
export const own = 1;
const hidden = 2;
export { hidden as shown };
`,
  'hex.js': 'export const toHex = 1;\n',
  'plain.js': 'export class Plain {}\nexport async function Old() {}\n',
  'commands/index.js': 'export * from "./BrokenCommand";\nexport * from "./StartCommand";\n',
  'commands/StartCommand.js': 'export class StartCommand {}\n',
  'other.js': 'export function other() {}\n',
};

let home: string;

beforeAll(() => {
  home = resolve(workshop());
  for (const [path, source] of Object.entries(sources)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), source);
  }
});

afterAll(() => rmSync(home, { recursive: true }));

test.each([
  ['passed on', 'Plain', 'plain.js', 'Plain'],
  ['passed on under another name', 'New', 'plain.js', 'Old'],
  ['imported, then exported', 'toHex', 'hex.js', 'toHex'],
  ["the index's own", 'own', 'index.js', 'own'],
  ["the index's own under another name", 'shown', 'index.js', 'shown'],
  ['in a file named after it, past one that is not there', 'StartCommand', 'commands/StartCommand.js', 'StartCommand'],
])('a name that is %s is found where it is defined', (_how, name, file, original) => {
  expect(new ModuleExports().find(join(home, 'index.js'), name)).toEqual({ module: join(home, file), name: original });
});

test('a name from another package leads to that package', () => {
  expect(new ModuleExports().find(join(home, 'index.js'), 'Passed')).toEqual({
    module: '@smithy/core/transport',
    name: 'Passed',
  });
});

test('a name that is not exported is not found', () => {
  writeFileSync(join(home, 'small.js'), 'const hidden = 1;\nexport * from "./other";\n');

  expect(new ModuleExports().find(join(home, 'small.js'), 'hidden')).toBeUndefined();
});

test.each([
  ["import { B, A as Other } from 'pkg';", ['A', 'B']],
  ["import {\n  A,\n  type T,\n} from 'pkg';\nimport { C } from 'pkg';", ['A', 'C']],
  ['export { A } from "pkg";', ['A']],
  ["import type { A } from 'pkg';", undefined],
  ["import * as pkg from 'pkg';", undefined],
  ["import { A } from 'pkg';\nexport * from 'pkg';", undefined],
  ["import { A } from 'package';", undefined],
])('of %j the names from the package are %j', (source, names) => {
  expect(namesFrom(source, 'pkg')).toEqual(names);
});
