import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { readRecord } from '../../../scripts/deployment/record';
import { serviceUrl } from '../../../scripts/deployment/service';
import { baseUrl } from '../../../scripts/deployment/urls';
import { emulatorFolder } from '../../../scripts/emulator/started';
import { stopEmulator } from '../../../scripts/emulator/stop';
import { readSettings } from '../../../scripts/settings/settings';
import { openLog } from '../../../scripts/tools/log-file';
import { stateFolder } from '../../../scripts/tools/paths';
import { ensurePythonTools } from '../../../scripts/tools/python';
import { freePort } from '../deployment/deployed';
import { dockerProgram } from '../engine/available';
import { type Engine, startEngine } from '../engine/engine';
import { openOutside } from '../engine/outside';
import { importBases } from './bases';

const root = resolve(__dirname, '../../..');

type Variables = Readonly<Record<string, string>>;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The API at both its fronts, with its emulator and its engine in a network of their own. */
export interface ContainerDeployment {
  readonly engine: Engine;
  /** The repository of the image, for Docker. */
  readonly repository: string;
  /** Runs a program of the Makefile; returns what it printed on standard output. */
  make(program: string, variables?: Variables): Promise<string>;
  /** Asks the function, or the task behind the load balancer. */
  ask(front: 'function' | 'task', path: string, key?: string): Promise<Answer>;
  /** Calls ECS of the emulator. */
  ecs(action: string, input: object): Promise<string>;
  /** Runs Docker's command line, logged in to the emulator's registry. */
  docker(...args: readonly string[]): Promise<string>;
  /** The tasks' containers that run. */
  tasks(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const asking = `const [url, init] = JSON.parse(process.argv[1]);
fetch(url, init).then(async (answer) => console.log(JSON.stringify({ status: answer.status, body: await answer.text() })));`;

/** @param variables - of the Makefile, for every program */
export async function containerDeployment(variables: Variables): Promise<ContainerDeployment> {
  // The network has no way to a package index.
  await ensurePythonTools('ministack-tasks', openLog('test-tasks'));
  const engine = await startEngine({ network: 'own' });
  const outside = await openOutside(engine);
  const folder = mkdtempSync(join(tmpdir(), 'fargate-'));
  const port = await freePort();
  const programs = join(folder, 'bin');
  mkdirSync(programs);
  symlinkSync(dockerProgram, join(programs, 'docker'));
  const proxies = { default: { httpProxy: outside.proxy, httpsProxy: outside.proxy } };
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ proxies }));
  await importBases(engine);

  const own: Variables = {
    PATH: `${programs}:${process.env.PATH}:/usr/sbin:/sbin`,
    HOME: process.env.HOME ?? '/root',
    DOCKER_CONFIG: folder,
    DOCKER_HOST: engine.host,
    EMULATOR_PORT: String(port),
    // Tasks reach the emulator at the bridge's address.
    EMULATOR_HOST: '0.0.0.0',
    CONTAINER: 'on',
    ...variables,
  };
  const settings = readSettings(own);
  const call = async (url: string, init: RequestInit): Promise<Answer> =>
    JSON.parse(await engine.run(process.execPath, ['-e', asking, JSON.stringify([url, init])]));
  return {
    engine,
    repository: `127.0.0.1:${port}/ec2-control`,
    make: (program, more = {}) => {
      const given = Object.entries({ ...own, ...more }).map(([name, value]) => `${name}=${value}`);
      return engine.run('env', ['-i', ...given, process.execPath, '--import', 'tsx', `scripts/${program}.ts`], {
        cwd: root,
      });
    },
    ask: (front, path, key) => {
      const record = readRecord(settings);
      if (record?.service === undefined) throw new Error('nothing is deployed');
      const base = front === 'function' ? baseUrl(settings, record.outputs) : serviceUrl(settings, record.service);
      return call(`${base}${path}`, { headers: key === undefined ? {} : { 'x-api-key': key } });
    },
    ecs: async (action, input) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AmazonEC2ContainerServiceV20141113.${action}`,
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ecs/aws4_request, SignedHeaders=host, Signature=0',
      };
      return (await call(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: JSON.stringify(input) })).body;
    },
    docker: (...args) => engine.run(dockerProgram, args, { env: { DOCKER_CONFIG: folder } }),
    tasks: async () =>
      (await engine.docker('ps', '-q', '--filter', 'label=com.amazonaws.ecs.task-arn')).split('\n').filter(Boolean),
    close: async () => {
      await stopEmulator(emulatorFolder(port));
      rmSync(join(stateFolder, 'deployments', `ec2-control@127.0.0.1-${port}`), { recursive: true, force: true });
      await outside.close();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A path for a file below a temporary folder, as the CDK's context takes it. */
export function contextPath(file: string): string {
  return relative(root, file);
}

/** Waits until something holds. @throws Error when it does not within a minute */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await setTimeout(500)) if (await holds()) return;
  throw new Error(`not within a minute: ${what}`);
}
