import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ec2Endpoints, ec2Over } from '../../../lambda/aws/ec2';
import { connectionPool, usualTimeouts } from '../../../lambda/aws/ec2-client';
import { inThisRealm } from '../../support/ec2/realm';
import { type ServedEc2, serveSimulatedEc2 } from '../../support/ec2/server';

const callers = { accessKeyId: 'AKIACALLER', secretAccessKey: 'x' };

beforeAll(() => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAFUNCTION', AWS_SECRET_ACCESS_KEY: 'secret' });
});

test("clients are kept for the function's own credentials, and never for a caller's", () => {
  const endpoints = ec2Endpoints({ deploymentRegion: 'us-east-1' });

  expect(endpoints('us-east-1').client).toBe(endpoints('us-east-1').client);
  expect(endpoints('us-east-1').client).not.toBe(endpoints('eu-west-1').client);
  expect(endpoints('us-east-1', callers).client).not.toBe(endpoints('us-east-1', callers).client);
  expect(endpoints('us-east-1').client).not.toBe(endpoints('us-east-1', callers).client);
});

test('two calls that both run into their time limit leave the function time to answer', () => {
  expect(2 * (usualTimeouts.request + usualTimeouts.connection)).toBeLessThan(29_000);
});

describe('attempts', () => {
  let served: ServedEc2;
  beforeEach(async () => {
    served = await serveSimulatedEc2();
  });
  afterEach(() => served.close());
  const ec2 = () =>
    ec2Over(
      ec2Endpoints({ deploymentRegion: 'us-east-1', endpoint: served.url, pool: inThisRealm(connectionPool()) })(
        'us-east-1',
      ),
    );
  const stopped = () => served.simulation.addInstance('us-east-1', { state: 'stopped' }).instanceId;
  const attempts = () => served.simulation.calls.filter((call) => call.operation === 'StartInstances').length;

  test('end where an internal error of EC2 has passed', async () => {
    served.simulation.fail({ operation: 'StartInstances', code: 'InternalError', times: 2 });

    expect(await ec2().start([stopped()])).toHaveLength(1);
    expect(attempts()).toBe(3);
  });

  test('end after three dropped connections', async () => {
    served.simulation.fail({ operation: 'StartInstances', code: 'network:reset', times: 10 });

    await expect(ec2().start([stopped()])).rejects.toMatchObject({ code: 'aws_unreachable' });
    expect(attempts()).toBe(3);
  });

  test('are one where capacity is missing', async () => {
    served.simulation.fail({ operation: 'StartInstances', code: 'InsufficientInstanceCapacity', times: 10 });

    await expect(ec2().start([stopped()])).rejects.toMatchObject({ code: 'insufficient_capacity' });
    expect(attempts()).toBe(1);
  });
});

test('the way to /start loads five commands of EC2 and no more', () => {
  const commands = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(`${file}.ts`, 'utf8');
    for (const [, names = ''] of source.matchAll(/^import (?!type)\{([^}]*)\} from '@aws-sdk\/client-ec2'/gms)) {
      for (const name of names.match(/\w+Command\b/g) ?? []) commands.add(name);
    }
    for (const [, path = ''] of source.matchAll(/^import (?!type)[^;]*? from '(\.[^']+)'/gms)) {
      visit(resolve(file, '..', path));
    }
  };

  visit(resolve(__dirname, '../../../lambda/aws/ec2'));

  expect([...commands].sort()).toEqual([
    'DescribeInstancesCommand',
    'RebootInstancesCommand',
    'StartInstancesCommand',
    'StopInstancesCommand',
    'TerminateInstancesCommand',
  ]);
});
