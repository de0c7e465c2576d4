import { instanceIdOfContainer } from '../../../contract/docker';
import { contextOf } from '../../../scripts/deployment/context';
import { controlledContainer } from '../../../scripts/docker/controlled-container';
import { readSettings } from '../../../scripts/settings/settings';
import { type ServedEngine, serveEngine } from '../../support/docker/serve';
import { SimulatedEngine } from '../../support/docker/simulated-engine';
import { quietSteps } from '../support/steps';

let simulated: SimulatedEngine;
let served: ServedEngine;
let host: string;

beforeEach(async () => {
  simulated = new SimulatedEngine();
  simulated.images.set('nginx:alpine', {});
  served = await serveEngine(simulated);
  host = `unix://${served.socketPath}`;
});
afterEach(() => served.close());

function find(variables: Readonly<Record<string, string>> = {}) {
  const settings = readSettings({ COMPUTE: 'docker', DOCKER_HOST: host, ...variables });
  const { docker } = settings;
  if (docker === undefined) throw new Error('no containers');
  const { steps, done } = quietSteps();
  return { settings, done, found: controlledContainer({ ...settings, docker }, {}, steps) };
}

test('without a name the default container is found or made, with the limits of the context', async () => {
  const { settings, done, found } = find({ CONTEXT: 'dockerMemory=64 dockerProcesses=10' });
  const { instanceId } = await found;

  expect(done).toEqual([`Find the Docker Engine: ${host}`, `Find or make the default container: ${instanceId}, new`]);
  expect([...simulated.containers.values()][0]?.hostConfig).toMatchObject({ Memory: 64 * 1_048_576, PidsLimit: 10 });
  expect(contextOf(settings, instanceId, host)).toMatchObject({
    instanceId,
    compute: 'docker',
    dockerHost: host,
    dockerImages: 'nginx:alpine',
    dockerMemory: '64',
  });
});

test('a container that is named must be there, and have the label', async () => {
  const mine = instanceIdOfContainer(simulated.add({ name: 'mine' }).id);
  const foreign = simulated.add({ name: 'foreign' });
  Object.assign(foreign, { labels: {} });

  expect(await find({ INSTANCE_ID: mine }).found).toEqual({ instanceId: mine, host });
  await expect(find({ INSTANCE_ID: instanceIdOfContainer(foreign.id) }).found).rejects.toThrow(
    /there is no such container with the label ec2-control:managed=true/,
  );
});
