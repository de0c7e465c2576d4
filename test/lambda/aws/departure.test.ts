import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { departure } from '../../../lambda/aws/departure';

let server: Server;

beforeEach(async () => {
  server = createServer((asked, answer) => {
    void text(asked).then((body) => answer.end(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

afterEach(() => new Promise((closed) => server.close(closed)));

function ask(agent: ReturnType<typeof departure>['agents']['httpAgent'], port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, method: 'POST', agent }, (answer) => resolve(text(answer)));
    asking.once('error', reject).end('Action=DescribeInstances');
  });
}

test('when the first request has left, all of it is on the wire', async () => {
  const { agents, left } = departure();
  const seen = left.then(() => {
    const [socket] = Object.values(agents.httpAgent.sockets).flatMap((sockets) => sockets ?? []);
    return { connecting: socket?.connecting, waiting: socket?.writableLength };
  });

  const answer = await ask(agents.httpAgent, (server.address() as AddressInfo).port);

  expect(await seen).toEqual({ connecting: false, waiting: 0 });
  expect(answer).toBe('Action=DescribeInstances');
  agents.httpAgent.destroy();
});

test('connections are kept for the requests that follow', async () => {
  const { agents } = departure();
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  const { port } = server.address() as AddressInfo;

  for (let round = 0; round < 3; round += 1) await ask(agents.httpAgent, port);

  expect(connections).toBe(1);
  agents.httpAgent.destroy();
});

test('nothing has left while no connection stands', async () => {
  const { agents, left } = departure();
  const told = jest.fn();
  void left.then(told);

  await expect(ask(agents.httpAgent, 1)).rejects.toThrow('ECONNREFUSED');

  expect(told).not.toHaveBeenCalled();
});
