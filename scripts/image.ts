import { spawn } from 'node:child_process';
import { version } from '../package.json';
import { Failure } from './console/failure';
import { program } from './console/program';
import { buildArguments, platformsOf } from './image/build';
import { loadSettings } from './settings/load';
import { root } from './tools/paths';

/** Builds the image of the server, for this machine's architecture or for those that PLATFORMS names. */
program(async () => {
  const { variables } = loadSettings();
  const image = variables.IMAGE || 'ec2-control';
  const args = await buildArguments({ images: [`${image}:${version}`, image], platforms: platformsOf(variables) });
  const child = spawn('docker', [...args], {
    cwd: root,
    env: { ...process.env, DOCKER_BUILDKIT: '1' },
    stdio: 'inherit',
  });
  const ended = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(-1)).once('close', (code) => resolve(code ?? 1));
  });
  if (ended === -1) throw new Failure('There is no program "docker": see https://docs.docker.com/engine/install/.');
  if (ended !== 0)
    throw new Failure(
      'The image could not be built: see above. If Docker misses "buildx" there, https://docs.docker.com/go/buildx/ says how to install it.',
    );
  console.log(`\nThe image is ${image}:${version}. docs/server.md says how to run it.\n`);
});
