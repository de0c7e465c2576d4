import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

function make(...args: readonly string[]) {
  const env = { PATH: process.env.PATH ?? '' };
  const { status, stdout, stderr } = spawnSync('make', args, { cwd: root, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test.each(['CONTEX=name=a', 'EMULATOR_PROT=4567', 'Profile=production', 'SINC=1d'])(
  '%s, which is mistyped, is refused by whatever target',
  (word) => {
    const { status, stdout, stderr } = make('help', word);

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`there is no variable ${word.split('=')[0]}: "make help" lists those that there are`);
  },
);

test('every variable that the help names, and those of the tools, may be given', () => {
  const { stdout } = make('help');
  const names = [...stdout.matchAll(/\b([A-Z][A-Z0-9_]+)=/g)].map(([, name = '']) => name);
  const given = [...new Set([...names, 'NODE_OPTIONS', 'https_proxy', 'npm_config_registry', 'AWS_CA_BUNDLE'])];

  const { status, stderr } = make('help', ...given.map((name) => `${name}=x`));

  expect(given.length).toBeGreaterThan(15);
  expect([status, stderr]).toEqual([0, '']);
});
