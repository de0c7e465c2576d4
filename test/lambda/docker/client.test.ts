import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, engineAt, engineWithin } from '../../../lambda/docker/client';
import { deadlineIn } from '../../../lambda/domain/deadline';
import { type ServedEngine, serveEngine } from '../../support/docker/serve';
import { SimulatedEngine } from '../../support/docker/simulated-engine';
import { portsOver } from '../../support/docker/subject';
import { problemOf } from '../../support/ec2/problem-of';

let simulated: SimulatedEngine;
let served: ServedEngine;
let engine: Engine;

beforeEach(async () => {
  simulated = new SimulatedEngine();
  served = await serveEngine(simulated);
  engine = engineAt({ socketPath: served.socketPath });
});
afterEach(() => served.close());

const ping = { method: 'GET', path: '/_ping' } as const;

test('asks over the socket, with the query and a body', async () => {
  await engine({ method: 'POST', path: '/containers/create', query: { name: 'a b' }, body: { Image: 'x' } });

  expect(simulated.asked.at(-1)).toMatchObject({ path: '/containers/create', body: { Image: 'x' } });
  expect(simulated.asked.at(-1)?.query.get('name')).toBe('a b');
});

test('an engine that hangs is given up after the time-out of the call', async () => {
  simulated.fault = () => 'hang';
  const begun = Date.now();

  const problem = await problemOf(engine({ ...ping, timeout: 100 }));

  expect(problem).toMatchObject({
    code: 'docker_unreachable',
    detail: expect.stringMatching(/did not answer in time/),
  });
  expect(Date.now() - begun).toBeLessThan(3_000);
});

test('no call lasts beyond the deadline of its request, and none is begun shortly before it', async () => {
  simulated.fault = () => 'hang';
  let attempts = 0;
  const onAttempt = () => {
    attempts += 1;
  };
  const within = (left: number) => engineWithin(engine, { deadline: deadlineIn(left, Date.now), onAttempt });
  const begun = Date.now();

  const [cut, none] = [await problemOf(within(600)(ping)), await problemOf(within(100)(ping))];
  expect(cut).toMatchObject({ code: 'docker_unreachable', extras: { cutShort: 'unanswered', unclear: true } });
  expect(none).toMatchObject({ code: 'docker_unreachable', extras: { cutShort: 'unasked', unclear: false } });

  expect(attempts).toBe(1);
  expect(Date.now() - begun).toBeLessThan(4_000);
});

test('an engine that is not there cannot be reached', async () => {
  const nowhere = engineAt({ socketPath: join(tmpdir(), 'no-such-engine.sock') });

  expect(await problemOf(nowhere(ping))).toMatchObject({
    code: 'docker_unreachable',
    detail: 'The Docker Engine cannot be reached. Is it running?',
    retryable: true,
  });
});

test('an answer that breaks off is none', async () => {
  const server = createServer((socket) => socket.resume().end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[{'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  expect(await problemOf(engineAt({ host: '127.0.0.1', port })(ping))).toMatchObject({ code: 'docker_unreachable' });
  await new Promise((done) => server.close(done));
});

test('whatever the engine refuses is told with its status and its sentence', async () => {
  const id = simulated.add().id.slice(0, 17);
  simulated.fault = ({ path }) =>
    path.endsWith('/start') ? { status: 500, body: { message: 'driver failed:\n port is allocated' } } : undefined;

  const [answer] = await portsOver(served.socketPath).instances.start([`i-${id}`]);

  expect(answer).toMatchObject({
    problem: {
      code: 'refused_by_ec2',
      detail: 'The Docker Engine refused, with status 500: driver failed: port is allocated',
      extras: { awsCode: '500' },
    },
  });
});
