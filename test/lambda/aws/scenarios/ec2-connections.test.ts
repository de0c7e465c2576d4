import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ec2Endpoints, ec2Over } from '../../../../lambda/aws/ec2';
import { connectionPool } from '../../../../lambda/aws/ec2-client';
import { inThisRealm } from '../../../support/ec2/realm';

const callers = { accessKeyId: 'AKIACALLER', secretAccessKey: 'x' };

beforeAll(() => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAFUNCTION', AWS_SECRET_ACCESS_KEY: 'secret' });
});

let server: Server;
const sockets = new Set<Socket>();
let answer: string;
let stall: 'before the answer' | 'within the answer' | undefined;
beforeEach(async () => {
  sockets.clear();
  stall = undefined;
  answer = '<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>';
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      if (stall === 'before the answer') return;
      response.writeHead(200, { 'content-type': 'text/xml' });
      if (stall === 'within the answer') response.write(answer.slice(0, 20));
      else response.end(answer);
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(
  () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
);
const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

test('connections are used again, by other regions and credentials as well', async () => {
  const endpoints = ec2Endpoints({ deploymentRegion: 'us-east-1', endpoint: endpoint() });

  await ec2Over(endpoints('us-east-1')).describe(['i-00000000']);
  await ec2Over(endpoints('us-east-1')).describe(['i-00000000']);
  await ec2Over(endpoints('eu-west-1')).describe(['i-00000000']);
  await ec2Over(endpoints('us-east-1', callers)).describe(['i-00000000']);

  expect(sockets.size).toBe(1);
});

test('connections to nobody are unreachable', async () => {
  const url = endpoint();
  await new Promise((done) => server.close(done));
  const pool = inThisRealm(connectionPool());
  const ec2 = ec2Over(ec2Endpoints({ deploymentRegion: 'us-east-1', endpoint: url, pool })('us-east-1'));

  await expect(ec2.describe(['i-00000000'])).rejects.toMatchObject({ code: 'aws_unreachable' });
});

test.each([
  ['before the answer', /configured 150 ms requestTimeout/],
  ['within the answer', /150 ms of inactivity/],
] as const)('that stall %s are given up at the limit', async (where, limit) => {
  stall = where;
  const pool = inThisRealm(connectionPool({ connection: 1000, request: 150 }));
  const ec2 = ec2Over(ec2Endpoints({ deploymentRegion: 'us-east-1', endpoint: endpoint(), pool })('us-east-1'));

  await expect(ec2.describe(['i-00000000'])).rejects.toMatchObject({
    code: 'aws_timeout',
    extras: { cause: { message: expect.stringMatching(limit) } },
  });
  expect(sockets.size).toBe(1);
});

test('connections to something that is no EC2 give an error of AWS, not of this program', async () => {
  answer = '<html>It works!';
  const ec2 = ec2Over(ec2Endpoints({ deploymentRegion: 'us-east-1', endpoint: endpoint() })('us-east-1'));

  await expect(ec2.describe(['i-00000000'])).rejects.toMatchObject({ code: 'aws_error' });
});
