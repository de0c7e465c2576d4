import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine, deployCommand } from '../../../scripts/settings/command-line';

/** The `MAKEFLAGS` that the programs of a Makefile see. */
function flagsOf(...args: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'flags-'));
  try {
    const makefile = join(folder, 'Makefile');
    writeFileSync(makefile, 'MAKEFLAGS += --no-print-directory\nall:\n\t@printf %s "$$MAKEFLAGS"\n');
    const env = { PATH: process.env.PATH ?? '' };
    return execFileSync('make', ['-f', makefile, ...args], { encoding: 'utf8', env });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  [[]],
  [['PROFILE=production']],
  [['-s', 'CONTEXT=name=a throttleRate=10', 'EMULATOR_PORT=4567']],
  [['CONTEXT=a="b" c=\'d\' e=$$f g=\\h']],
  [['CONTEXT=']],
])('the variables of make %j are read as they were given', (args) => {
  const given = args.filter((word) => word.includes('='));

  const read = Object.entries(commandLine(flagsOf(...args))).map(([name, value]) => `${name}=${value}`);

  expect([...read].sort()).toEqual([...given].sort());
});

test('without make there are none', () => {
  expect(commandLine(undefined)).toEqual({});
});

test('the command that deploys again has the variables that decide what is deployed, and no other', () => {
  const flags = flagsOf('PROFILE=production', 'FOLLOW=1', 'CONTEXT=name=a logLevel=debug', 'EMULATOR_PORT=4567');

  expect(deployCommand(flags)).toBe("make PROFILE=production EMULATOR_PORT=4567 CONTEXT='name=a logLevel=debug'");
  expect(deployCommand(flags, { PROFILE: 'lab' })).toMatch(/^make PROFILE=lab /);
  expect(deployCommand(undefined)).toBe('make');
});
