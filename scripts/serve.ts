import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { STSClient } from '@aws-sdk/client-sts';
import { readServerConfig, type ServerConfig, urlOf } from '../server/config';
import { buildServer, serverPaths } from './build/server';
import { Failure } from './console/failure';
import { program } from './console/program';
import { createClients } from './deployment/clients';
import { readRecord } from './deployment/record';
import { nothingThere } from './deployment/there';
import { serverEnvironment } from './serve/environment';
import { roleCredentials } from './serve/role';
import type { Variables } from './settings/env-file';
import { loadSettings } from './settings/load';
import { type Settings, Target } from './settings/settings';
import { messageOf } from './tools/errors';
import { root } from './tools/paths';

/** Serves the deployed API from this machine, by plain HTTP, until it is ended. */
program(async () => {
  const { settings, variables } = loadSettings();
  const own = pick(variables, ['PATH', 'HOST', 'PORT', 'TRUSTED_PROXIES', 'REQUEST_ID_HEADER', 'NODE_EXTRA_CA_CERTS']);
  const config = configOf(own);
  const record = readRecord(settings);
  if (record === undefined) throw new Failure(nothingThere(settings));
  const environment = await serverEnvironment({ settings, record, lambda: createClients(settings).lambda() });
  const credentials = settings.target === Target.aws ? await ownRole(settings, variables) : undefined;
  await buildServer();
  const child = spawn(process.execPath, [join(root, serverPaths.asset, 'index.js')], {
    env: {
      ...environment,
      ...credentials?.variables,
      ...own,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  child.once('message', () => console.log(`\nThe API is served at ${urlOf(config)} until Ctrl-C.\n`));
  // It ends what it is at, and then itself.
  const status = await new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.removeAllListeners(signal);
      process.on(signal, () => child.kill('SIGTERM'));
    }
    child.once('close', (code) => resolve(code ?? 1));
  });
  credentials?.close();
  process.exitCode = status;
});

/**
 * Assumes the role of the server: the user's own rights exceed those of the API, and its callers must not act with
 * them.
 */
function ownRole({ region }: Settings, { SERVE_ROLE_ARN: arn }: Variables) {
  if (!arn) {
    throw new Failure(
      'With TARGET=aws the server acts in your account, but not with your own rights: set SERVE_ROLE_ARN to a role that ' +
        'has those of the API and that you may assume, such as the output TaskRoleArn of the stack of the container (docs/server.md).',
    );
  }
  return roleCredentials(new STSClient(region === undefined ? {} : { region }), arn);
}

/** Reads the configuration as the server will, so that a mistake is reported before anything is built. */
function configOf(own: Variables): ServerConfig {
  try {
    return readServerConfig(own);
  } catch (error) {
    throw new Failure(messageOf(error));
  }
}

function pick(variables: Variables, names: readonly string[]): Variables {
  return Object.fromEntries(names.flatMap((name) => (variables[name] ? [[name, variables[name]]] : [])));
}
