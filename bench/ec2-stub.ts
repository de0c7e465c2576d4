import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { describeXml, instanceId, stopXml } from './ec2-xml';

/** An EC2 on the loopback interface that knows the two actions which the benchmarks need. */
export interface Ec2Stub {
  readonly url: string;
  /** Says how many calls there were since the last time. */
  takeCalls(): number;
  /** Sets the number of instances that a Describe without a filter pages over. */
  setFleet(size: number): void;
  /** Delays each answer by milliseconds, as if EC2, and the table in DynamoDB, were a network away. */
  setDelay(ec2: number, table?: number): void;
  close(): Promise<void>;
}

const ownPageSize = 1000;

export async function startEc2Stub(): Promise<Ec2Stub> {
  let calls = 0;
  let fleet = 1;
  let delay = 0;
  let tableDelay = 0;
  // What a page costs to make must not be measured: every page is made once.
  const pages = new Map<string, Buffer>();
  const respond = (body: string): Buffer => {
    const known = pages.get(body) ?? Buffer.from(answerTo(new URLSearchParams(body), fleet));
    pages.set(body, known);
    return known;
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    // DynamoDB, which has no stops to come, and counts requests: nothing is read from that answer.
    if (request.headers['x-amz-target'] !== undefined) {
      if (tableDelay > 0) await wait(tableDelay);
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end('{}');
      return;
    }
    calls += 1;
    const answer = respond(body);
    if (delay > 0) await wait(delay);
    response.writeHead(200, { 'content-type': 'text/xml;charset=UTF-8', 'content-length': answer.length });
    response.end(answer);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The stub's own cold start must not be measured either.
  for (let round = 0; round < 300; round += 1) {
    await (
      await fetch(url, { method: 'POST', body: `Action=DescribeInstances&InstanceId.1=${instanceId(round % 9)}` })
    ).text();
  }
  return {
    url,
    takeCalls: () => {
      const taken = calls;
      calls = 0;
      return taken;
    },
    setFleet: (size) => {
      fleet = size;
      pages.clear();
    },
    setDelay: (ec2, table = 0) => {
      delay = ec2;
      tableDelay = table;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerTo(form: URLSearchParams, fleet: number): string {
  const named = namedInstances(form);
  if (form.get('Action') === 'StopInstances') return stopXml(named);
  if (form.get('Action') !== 'DescribeInstances') throw new Error(`the stub has no ${form.get('Action')}`);
  if (named.length > 0) return describeXml(named);
  const start = Number(form.get('NextToken') ?? 0);
  const end = Math.min(fleet, start + Number(form.get('MaxResults') ?? ownPageSize));
  const ids = Array.from({ length: end - start }, (_, index) => instanceId(start + index));
  return describeXml(ids, end < fleet ? String(end) : undefined);
}

/** Reads ids by parameter (`InstanceId.1`) or by filter (`Filter.1.Name=instance-id`). */
function namedInstances(form: URLSearchParams): readonly string[] {
  const filters = [...form].filter(([name, value]) => /^Filter\.\d+\.Name$/.test(name) && value === 'instance-id');
  const prefixes = ['InstanceId', ...filters.map(([name]) => name.replace(/Name$/, 'Value'))];
  return [...form].filter(([name]) => prefixes.includes(name.replace(/\.\d+$/, ''))).map(([, value]) => value);
}
