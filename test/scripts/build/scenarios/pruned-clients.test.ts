import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { type Ec2Operation, ec2Answers } from '../../../../lambda/aws/ec2-answers';
import { partOf } from '../../../support/aws/sdk-reader';
import { type Built, built } from '../support/built';
import { jsonOf, sample, xmlOf } from '../support/sample';
import { usedClients, usedFrom } from '../support/used';

/** A client package, as far as this test needs to know it. */
interface Client {
  send(command: unknown): Promise<unknown>;
  destroy(): void;
}
type Package = Readonly<Record<string, new (input: unknown) => Client>> & { readonly Ec2Protocol?: unknown };

const clients = usedClients();
const operations = clients.flatMap((client) =>
  usedFrom(client)
    .filter((name) => name.endsWith('Command'))
    .map((command) => ({ client, operation: command.replace(/Command$/, '') })),
);

let server: Server;
const requests: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
let response = '';
let bundled: Built;

beforeAll(async () => {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const packages = clients.map((client, index) => {
    const names = usedFrom(client).map((name) => `${name} as ${name}_${index}`);
    return `export { ${names.join(', ')} } from '${client}';`;
  });
  packages.push(`export { Ec2Protocol } from '${resolve('lambda/aws/ec2-protocol')}';`);
  // Every client at once, which the function never loads: its budget says nothing here.
  bundled = await built({ 'index.ts': packages.join('\n') }, Number.POSITIVE_INFINITY);
  server = createServer(async (request, answer) => {
    requests.push({ headers: request.headers, body: await text(request) });
    answer.end(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

afterAll(async () => {
  await new Promise((closed) => server.close(closed));
  bundled.remove();
});

test('the function uses EC2 and at least six of its operations', () => {
  expect(operations.filter(({ client }) => client === '@aws-sdk/client-ec2').length).toBeGreaterThanOrEqual(6);
});

test.each(operations)(
  'pruned and whole, $client sends and reads the same for $operation',
  async ({ client, operation }) => {
    const whole: Package = require(client);
    const pruned = prunedPackage(client);
    const [, , , , input, output] = schemaOf(whole, operation);
    const inputShape = NormalizedSchema.of(input);
    const outputShape = NormalizedSchema.of(output);
    const value = sample(outputShape);
    const ec2 = client.endsWith('ec2');
    response = ec2 ? xmlOf(outputShape, value, `${operation}Response`) : jsonOf(value);

    const answers = [
      await send(whole, operation, sample(inputShape)),
      await send(pruned, operation, sample(inputShape)),
    ];

    const [fromWhole, fromPruned] = requests.splice(0);
    expect(fromPruned?.body).toBe(fromWhole?.body);
    expect(fromPruned?.headers['x-amz-target']).toBe(fromWhole?.headers['x-amz-target']);
    // Of EC2's answers the function reads what it has a shape for.
    const read = (answer: unknown) => (ec2 ? partOf(answer, ec2Answers[operation as Ec2Operation]) : answer);
    expect(read(answers[1])).toEqual(read(answers[0]));
    // The comparison is worth something: every member went over the wire, and came back.
    const sent = new Set([
      ...new URLSearchParams(fromWhole?.body).values(),
      ...(fromWhole?.body.match(/(?<=")[^"]+(?=")/g) ?? []),
    ]);
    expect([...sent]).toEqual(expect.arrayContaining([...leaves(sample(inputShape))]));
    expect(leaves(answers[0])).toEqual(expect.arrayContaining([...leaves(value)]));
  },
);

test('an operation that the function does not use is absent from the pruned client', () => {
  const code = bundled.files.map((file) => file.code).join('');

  expect(code).toContain('DescribeInstancesRequest');
  expect(code).not.toContain('CreateVpcRequest');
  expect(code).not.toContain('DescribeVolumesRequest');
});

/** The bundle exports the names of all clients together, each with the number of its client. */
function prunedPackage(client: string): Package {
  const all: Package = require(resolve(bundled.directory, 'index.js'));
  const suffix = `_${clients.indexOf(client)}`;
  const own = Object.entries(all).filter(([name]) => name.endsWith(suffix));
  const named = own.map(([name, value]) => [name.slice(0, -suffix.length), value]);
  return { ...Object.fromEntries(named), Ec2Protocol: all.Ec2Protocol };
}

async function send(from: Package, operation: string, input: unknown): Promise<unknown> {
  const clientName = Object.keys(from).find((name) => /^[A-Z]\w*Client$/.test(name) && name !== '__Client') ?? '';
  const [Client, Command] = [from[clientName], from[`${operation}Command`]];
  if (Client === undefined || Command === undefined) throw new Error(`no ${clientName} or no ${operation}Command`);
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
  const protocol = clientName === 'EC2Client' && from.Ec2Protocol ? { protocol: from.Ec2Protocol } : {};
  const client = new Client({ region: 'us-east-1', endpoint, credentials, maxAttempts: 1, ...protocol });
  try {
    return await client.send(new Command(input));
  } finally {
    client.destroy();
  }
}

function schemaOf(from: object, operation: string): StaticOperationSchema {
  const schema = (from as Readonly<Record<string, StaticOperationSchema>>)[`${operation}$`];
  if (schema === undefined) throw new Error(`no schema of ${operation}`);
  return schema;
}

/** All strings in a value. */
function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}
