import { spawn } from 'node:child_process';
import { version } from '../package.json';
import { Failure } from './console/failure';
import { program } from './console/program';
import { loadSettings } from './settings/load';
import { root } from './tools/paths';
import { run } from './tools/run';

/** Builds the image of the server, for this machine's architecture or for those that PLATFORMS names. */
program(async () => {
  const { variables } = loadSettings();
  const image = variables.IMAGE || 'ec2-control';
  const { status, output } = await run({ command: 'git', args: ['rev-parse', 'HEAD'], cwd: root });
  const revision = status === 0 ? output.trim() : 'unknown';
  const platforms = variables.PLATFORMS ? ['--platform', variables.PLATFORMS] : [];
  const args = [
    '-f',
    'container/Dockerfile',
    '--target',
    'server',
    ...platforms,
    '-t',
    `${image}:${version}`,
    '-t',
    image,
  ];
  const labels = [`VERSION=${version}`, `REVISION=${revision}`].flatMap((value) => ['--build-arg', value]);
  const child = spawn('docker', ['build', ...args, ...labels, '.'], {
    cwd: root,
    env: { ...process.env, DOCKER_BUILDKIT: '1' },
    stdio: 'inherit',
  });
  const ended = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(-1)).once('close', (code) => resolve(code ?? 1));
  });
  if (ended === -1) throw new Failure('There is no program "docker": see https://docs.docker.com/engine/install/.');
  if (ended !== 0) throw new Failure('The image could not be built: see above.');
  console.log(`\nThe image is ${image}:${version}. docs/server.md says how to run it.\n`);
});
