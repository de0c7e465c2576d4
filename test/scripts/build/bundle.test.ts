import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type Bundle, bundle, eagerBudget } from '../../../scripts/build/bundle';
import { functionPaths } from '../../../scripts/build/function';
import { type Built, built } from './support/built';

let product: Bundle;

beforeAll(async () => {
  product = await bundle(functionPaths.entryPoint);
});

test('what a request to /start loads is within its budget of 300 KB', () => {
  expect(eagerBudget).toBe(300_000);
  expect(product.eager.bytes).toBeLessThanOrEqual(eagerBudget);
  expect(product.eager.bytes).toBeGreaterThan(100_000);
});

test('what a request to /start loads holds the rules, the API and EC2, and nothing that it does not need', () => {
  const packages = new Set(
    product.eager.modules.flatMap((path) => path.match(/(?<=node_modules\/)(@[^/]+\/)?[^/]+/g) ?? []),
  );

  expect(product.eager.modules).toEqual(
    expect.arrayContaining(['lambda/index.ts', 'lambda/instances/plan.ts', 'lambda/domain/guards.ts']),
  );
  expect([...packages].sort()).toEqual(
    [
      '@aws-sdk/client-ec2',
      '@aws-sdk/core',
      '@aws-sdk/credential-provider-env',
      // One line of ours in place of the chain of providers.
      '@aws-sdk/credential-provider-node',
      '@aws/lambda-invoke-store',
      '@smithy/core',
      '@smithy/node-http-handler',
      '@smithy/signature-v4',
      '@smithy/types',
      'zod',
    ].sort(),
  );
});

test.each([
  ['EC2 commands that start no request', /client-ec2\/.*(RunInstances|DescribeImages|DescribeInstanceAttribute)/],
  [
    'credentials from anywhere but the environment',
    /credential-provider-(?!env\/|node\/dist-es\/defaultProvider)|\b(sso|sts)\b|nested-clients|parseIni/i,
  ],
  ['instance metadata and configuration files', /credential-provider-imds|loadSharedConfigFiles/],
  ['event streams and other protocols', /event-streams|AwsJson|RestXml|cbor/],
  ['the OpenAPI document', /contract\/openapi/],
])('what a request to /start loads has no %s', (_what, unwanted) => {
  expect(product.eager.modules.filter((path) => unwanted.test(path))).toEqual([]);
});

test('the same sources give the same bytes', async () => {
  const again = await bundle(functionPaths.entryPoint);

  expect(again.files).toEqual(product.files);
});

test('neither code nor source maps say where the repository is', () => {
  for (const { code, sourceMap } of product.files) expect(`${code}${sourceMap}`).not.toContain(resolve('.'));
});

test('every file of the function is loaded by another one, and loads no file that is not there', () => {
  const names = product.files.map(({ name }) => name);
  const required = product.files.flatMap(({ code }) =>
    [...code.matchAll(/require\("\.\/([^"]+)"\)/g)].map((match) => match[1]),
  );

  expect(new Set(required)).toEqual(new Set(names));
});

describe('a program with a part that is loaded later', () => {
  const client = "import { EC2Client, StartInstancesCommand } from '@aws-sdk/client-ec2';";
  const use = 'export const client = () => new EC2Client({});';
  const sources = {
    'index.ts': `${client}
import { Failure } from './failure';
${use}
export const command = new StartInstancesCommand({ InstanceIds: ['i-1'] });
export const later = async () => (await import('./later')).fail();
export const isFailure = (error: unknown) => error instanceof Failure;`,
    'later.ts': `import { RunInstancesCommand } from '@aws-sdk/client-ec2';
import { Failure } from './failure';
export const command = () => new RunInstancesCommand({ ImageId: 'ami-1', MinCount: 1, MaxCount: 1 });
export function fail(): never { throw new Failure(command().constructor.name); }`,
    'failure.ts': 'export class Failure extends Error {}',
  };
  let program: Built;

  beforeAll(async () => {
    program = await built(sources);
  });

  afterAll(() => program.remove());

  test('keeps the identity of a class in both', () => {
    const script = `const { later, isFailure } = require('./index.js');
later().catch((error) => process.stdout.write(String(isFailure(error))));`;

    const output = execFileSync(process.execPath, ['-e', script], { cwd: program.directory, encoding: 'utf8' });

    expect(output).toBe('true');
  });

  test('has the shapes that only the later part needs in the later part', () => {
    const [eager, ...lazy] = program.files;

    expect(eager?.code).toContain('StartInstancesRequest');
    expect(eager?.code).not.toContain('RunInstancesRequest');
    expect(lazy.map(({ code }) => code).join('')).toContain('RunInstancesRequest');
  });

  test('loads it with require: the loader of ES modules is never started', () => {
    for (const { code } of program.files) expect(code).not.toMatch(/\bimport\(/);
  });
});

test('a program over the budget is not built, and its largest modules are named', async () => {
  const ballast = `export const ballast = ${JSON.stringify('x'.repeat(eagerBudget))};`;
  const sources = {
    'index.ts':
      "import { EC2Client } from '@aws-sdk/client-ec2';\nimport { ballast } from './ballast';\nexport const x = [EC2Client, ballast];",
    'ballast.ts': ballast,
  };

  await expect(built(sources)).rejects.toThrow(/more than 300000.*\n.*ballast\.ts/);
});

test('a program in which a replaced module of the SDK is not met is not built', async () => {
  await expect(built({ 'index.ts': 'export const x = 1;' })).rejects.toThrow(/The AWS SDK no longer has/);
});

test('a client of the AWS SDK must be imported by names', async () => {
  const sources = { 'index.ts': "export const later = () => import('@aws-sdk/client-ec2');" };

  await expect(built(sources)).rejects.toThrow(/must import .* by names/);
});
