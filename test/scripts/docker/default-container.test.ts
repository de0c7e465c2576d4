import { defaultContainerLimits } from '../../../contract/docker';
import type { Engine } from '../../../lambda/docker/client';
import { engineOf, ensureDefaultContainer, removeDefaultContainers } from '../../../scripts/docker/default-container';
import { type ServedEngine, serveEngine } from '../../support/docker/serve';
import { SimulatedEngine } from '../../support/docker/simulated-engine';

let simulated: SimulatedEngine;
let served: ServedEngine;
let engine: Engine;

beforeEach(async () => {
  simulated = new SimulatedEngine();
  simulated.images.set('nginx:alpine', {});
  served = await serveEngine(simulated);
  engine = engineOf(`unix://${served.socketPath}`);
});
afterEach(() => served.close());

const ensure = (image = 'nginx:alpine') => ensureDefaultContainer(engine, image, defaultContainerLimits);

test('the default container is made once, runs, and is found again by its label', async () => {
  const first = await ensure();
  const second = await ensure('other:1');

  expect([first.made, second.made]).toEqual([true, false]);
  expect(second.instanceId).toBe(first.instanceId);
  const [made] = [...simulated.containers.values()];
  expect(made).toMatchObject({
    name: 'ec2-control-default',
    status: 'running',
    labels: { 'ec2-control:managed': 'true' },
  });
});

test('where another container has its name it gets one of the engine', async () => {
  simulated.add({ name: 'ec2-control-default', labels: {} });

  expect((await ensure()).made).toBe(true);
  expect(simulated.containers.size).toBe(2);
});

test('an image that is not there is pulled', async () => {
  simulated.registry.set('httpd:alpine', Promise.resolve());

  expect((await ensure('httpd:alpine')).made).toBe(true);
});

test('an image that cannot be pulled is told with the sentence of the engine', async () => {
  await expect(ensure('nginx:nope')).rejects.toThrow(
    /The image nginx:nope could not be pulled\. The engine says: manifest for nginx:nope not found.*[^.]\. DOCKER_IMAGE names another one/,
  );
});

test('it alone is removed', async () => {
  simulated.add({ name: 'mine' });
  await ensure();

  expect(await removeDefaultContainers(engine)).toBe(1);
  expect([...simulated.containers.values()].map(({ name }) => name)).toEqual(['mine']);
});
