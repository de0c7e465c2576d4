import { containerOf } from '../../../lambda/docker/launch';
import { type ServedEngine, serveEngine } from '../../support/docker/serve';
import { SimulatedEngine } from '../../support/docker/simulated-engine';
import { launchOf, portsOver, testLimits } from '../../support/docker/subject';
import { problemOf } from '../../support/ec2/problem-of';

let simulated: SimulatedEngine;
let served: ServedEngine;
let launcher: ReturnType<typeof portsOver>['launcher'];

beforeEach(async () => {
  simulated = new SimulatedEngine();
  simulated.images.set('nginx:alpine', {});
  served = await serveEngine(simulated);
  launcher = portsOver(served.socketPath, { images: ['nginx:alpine', 'slow:1', 'gone:1', 'limited:1'] }).launcher;
});
afterEach(() => served.close());

const posted = () => simulated.asked.filter(({ method }) => method === 'POST').map(({ path }) => path);

test('a container can do no more than compute and talk in its own network', () => {
  expect(containerOf('nginx:alpine', { Team: 'web', 'ec2-control:managed': 'false' }, testLimits)).toEqual({
    Image: 'nginx:alpine',
    Labels: { Team: 'web', 'ec2-control:managed': 'true' },
    HostConfig: {
      Memory: 33_554_432,
      MemorySwap: 33_554_432,
      PidsLimit: 50,
      NanoCpus: 1e9,
      SecurityOpt: ['no-new-privileges'],
      Privileged: false,
      RestartPolicy: { Name: 'no' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '2' } },
    },
  });
});

test('the first image is the default, and no other than the named ones is pulled or run', async () => {
  expect(await launcher.newestImage('x86_64')).toBe('nginx:alpine');
  for (const attempt of [
    () => launcher.image('evil:1'),
    () => launcher.prepare('evil:1'),
    () => launcher.launch(launchOf('evil:1', 'job')),
  ]) {
    expect(await problemOf(attempt())).toMatchObject({ code: 'invalid_launch_parameter' });
  }
  expect(simulated.asked).toEqual([]);
});

test('an image that is there is ready at once', async () => {
  expect(await launcher.prepare('nginx:alpine')).toBe(true);
  expect(posted()).toEqual([]);
});

test('a pull that takes longer than it is waited for goes on, and is not begun twice', async () => {
  let arrive = () => {};
  simulated.registry.set('slow:1', new Promise((done) => (arrive = done)));
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  const first = launcher.prepare('slow:1');
  while (posted().length === 0) await new Promise(setImmediate);
  await jest.advanceTimersByTimeAsync(8_000);
  jest.useRealTimers();

  expect(await first).toBe(false);
  const second = launcher.prepare('slow:1');
  arrive();
  expect(await second).toBe(true);
  expect(posted()).toEqual(['/images/create']);
});

test.each([
  ['gone:1', undefined, /could not be pulled\. The engine says: manifest for gone:1 not found: manifest unknown/],
  ['limited:1', 'toomanyrequests: You have reached your pull rate limit.', /toomanyrequests: You have reached/],
])('a pull of %s that fails says why', async (image, failure, detail) => {
  if (failure !== undefined) simulated.registry.set(image, failure);

  expect(await problemOf(launcher.prepare(image))).toMatchObject({
    code: 'invalid_launch_parameter',
    detail: expect.stringMatching(detail),
  });
});

test('a launch that was cut off between making and starting its container is carried on', async () => {
  const { id } = simulated.add({ status: 'created', labels: { 'ec2-control:job': 'job-1' } });

  expect(await launcher.launched('job-2')).toBeUndefined();
  expect(await launcher.launched('job-1')).toEqual({ instanceId: `i-${id.slice(0, 17)}`, current: 'pending' });
  expect(simulated.containers.get(id)?.status).toBe('running');
});

test('a container that cannot be started is removed', async () => {
  simulated.fault = ({ path }) =>
    path.endsWith('/start') ? { status: 400, body: { message: 'exec: "nginx": not found' } } : undefined;

  const problem = await problemOf(launcher.launch(launchOf('nginx:alpine', 'job')));

  expect(problem).toMatchObject({ code: 'invalid_launch_parameter', extras: { awsCode: '400' } });
  expect(problem.detail).toMatch(/exec: "nginx": not found/);
  expect(simulated.containers.size).toBe(0);
});
