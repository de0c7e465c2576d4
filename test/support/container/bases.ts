import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { programPath } from '../engine/available';
import type { Engine } from '../engine/engine';
import { importStandIn, librariesOf, nodeProgram } from '../engine/stand-in';
import { pythonParts } from './python';

const dockerfile = readFileSync(join(__dirname, '../../../container/Dockerfile'), 'utf8');

/** The images that our Dockerfile begins with, by the name of the argument. */
export function baseImage(argument: string): string {
  const name = new RegExp(`^ARG ${argument}=(\\S+)$`, 'm').exec(dockerfile)?.[1];
  if (name === undefined) throw new Error(`container/Dockerfile has no ARG ${argument}`);
  return name;
}

const certificates = process.env.NODE_EXTRA_CA_CERTS ?? '/etc/ssl/certs/ca-certificates.crt';
const certified = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'PIP_CERT', 'npm_config_cafile'].map(
  (name) => `ENV ${name}=${certificates}`,
);
const shell = ['/bin/sh', '/usr/bin/env', '/bin/mkdir', '/bin/chown'];
const resolver = ['/etc/resolv.conf', '/etc/hosts', '/etc/nsswitch.conf', certificates];

/**
 * Imports stand-ins for the base images under their own names: the machine's Node.js and npm, its Python, and of the image
 * that the server runs in the program of Node.js alone.
 * @param node - the program of Node.js; default: the one that runs the tests
 */
export async function importBases(engine: Engine, node = nodeProgram): Promise<void> {
  const npm = join(dirname(realpathSync(programPath('npm') ?? '')), '..');
  await importStandIn(engine, baseImage('NODE_IMAGE'), {
    programs: shell,
    paths: resolver,
    copies: { '/usr/local/bin/node': node, '/usr/local/lib/node_modules/npm': npm },
    texts: {
      '/usr/local/bin/npm': "#!/usr/bin/env node\nrequire('/usr/local/lib/node_modules/npm/lib/cli.js')(process);\n",
    },
    settings: ['ENV PATH=/usr/local/bin:/usr/bin:/bin', ...certified],
  });
  await importStandIn(engine, baseImage('SERVER_IMAGE'), {
    copies: { '/nodejs/bin/node': node },
    settings: ['ENV PATH=/nodejs/bin', 'USER 65532'],
  });
}

/** Imports a stand-in for the image with Python, which the emulator is built from: the machine's Python with its pip, and what Node.js loads. */
export async function importPython(engine: Engine): Promise<void> {
  const { program, paths } = pythonParts();
  await importStandIn(engine, baseImage('PYTHON_IMAGE'), {
    programs: shell,
    paths: [...resolver, ...paths, ...librariesOf(nodeProgram)],
    copies: { [program]: program },
    texts: { '/usr/local/bin/python': `#!/bin/sh\nexec ${program} "$@"\n` },
    settings: ['ENV PATH=/usr/local/bin:/usr/bin:/bin', ...certified],
  });
}
