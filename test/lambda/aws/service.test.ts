import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { service } from '../../../lambda/aws/service';
import { deadlineIn } from '../../../lambda/domain/deadline';

let silent: Server;

beforeEach(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  silent = createServer(() => {});
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
});

afterEach(async () => {
  silent.closeAllConnections();
  await new Promise((closed) => silent.close(closed));
});

test('a service that takes the request and says nothing is given up, as a time-out of AWS', async () => {
  const { port } = silent.address() as AddressInfo;
  const machine = service({
    name: 'Step Functions',
    make: (config) => new SFNClient(config),
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    requestTimeout: 30,
  });

  const call = machine.call((client, options) =>
    client.send(new ListExecutionsCommand({ stateMachineArn: 'arn:a' }), options),
  );

  await expect(call).rejects.toMatchObject({ code: 'aws_timeout', retryable: true });
});

test('a service that says nothing is given up at the deadline of the request', async () => {
  const { port } = silent.address() as AddressInfo;
  const machine = service({
    name: 'Step Functions',
    make: (config) => new SFNClient(config),
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    requestTimeout: 20_000,
  }).within(deadlineIn(600, Date.now));
  const begun = Date.now();

  const call = machine.call((client, options) =>
    client.send(new ListExecutionsCommand({ stateMachineArn: 'arn:a' }), options),
  );

  await expect(call).rejects.toMatchObject({ code: 'aws_timeout', extras: { unclear: true } });
  expect(Date.now() - begun).toBeLessThan(2_000);
});
