import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { serviceCall, serviceClientConfig } from '../../../lambda/aws/service';

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
  const client = new SFNClient({
    ...serviceClientConfig({ region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, requestTimeout: 30 }),
    maxAttempts: 1,
  });

  const call = serviceCall('Step Functions', () =>
    client.send(new ListExecutionsCommand({ stateMachineArn: 'arn:a' })),
  );

  await expect(call).rejects.toMatchObject({ code: 'aws_timeout', retryable: true });
});
