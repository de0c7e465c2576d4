import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploymentFolder, readRecord } from '../../../scripts/deployment/record';
import { type Account, account } from './support/account';

let here: Account;

beforeEach(async () => {
  here = await account();
});

afterEach(() => here.close());

const unchanged = [
  'Find the instance to control: i-0123456789abcdef0, stopped',
  'Deploy the stack: unchanged, and it answers',
];

test('the first deployment prepares the account, deploys, and waits for the answer', async () => {
  const done = await here.deploy();

  expect(here.calls.sort()).toEqual(['bootstrapEmulator', 'deployAssembly', 'synthesize']);
  expect(done.at(-1)).toBe('Wait for the first answer');
  expect(readRecord(here.settings)).toMatchObject({ outputs: { ApiId: 'abc' }, auth: 'none', revision: 'sha one' });
});

test('a second one has nothing to do', async () => {
  await here.deploy();
  const before = here.calls.length;

  expect(await here.deploy()).toEqual(unchanged);
  expect(here.calls).toHaveLength(before);
});

test.each([
  ['somebody else has deployed since', () => Object.assign(here, { revision: 'two' })],
  ['the emulator has lost the API', () => Object.assign(here, { answersAfter: 2 })],
  ['the record is broken', () => writeFileSync(join(deploymentFolder(here.settings), 'record.json'), '{"outputs":')],
])('it is deployed anew when %s', async (_what, change) => {
  await here.deploy();
  change();

  await here.deploy();

  expect(here.calls.filter((call) => call === 'deployAssembly')).toHaveLength(2);
});

test.each(['bootstrapEmulator', 'synthesize', 'deployAssembly'] as const)(
  'when %s fails nothing counts as deployed, and the next make does the rest',
  async (step) => {
    here.faults[step] = new Error('half way');

    await expect(here.deploy()).rejects.toThrow('half way');

    expect(readRecord(here.settings)).toBeUndefined();
    delete here.faults[step];
    await here.deploy();
    expect(await here.deploy()).toEqual(unchanged);
  },
);

test('when one of two steps fails the other is done before the failure is told', async () => {
  here.faults.synthesize = new Error('half way');

  await expect(here.deploy()).rejects.toThrow('half way');

  expect(here.calls).toEqual(['bootstrapEmulator']);
});

test('a deployment that fails after one that did not is tried again, though nothing has changed since', async () => {
  await here.deploy();
  here.revision = 'two';
  here.faults.deployAssembly = new Error('half way');
  await expect(here.deploy()).rejects.toThrow('half way');
  delete here.faults.deployAssembly;

  await here.deploy();

  expect(here.calls.filter((call) => call === 'deployAssembly')).toHaveLength(2);
});

test('a stack that has lost its stage is replaced', async () => {
  here.answersAfter = 2;

  const done = await here.deploy();

  expect(here.calls.slice(-3)).toEqual(['deployAssembly', 'destroyStack', 'deployAssembly']);
  expect(done.at(-1)).toBe('Replace the stack, which lost its stage');
});

test('an API that never answers is told, with where to look', async () => {
  here.answersAfter = 9;

  await expect(here.deploy()).rejects.toThrow(/\/health does not answer\. See the log with "make logs"/);

  expect(readRecord(here.settings)).toBeUndefined();
});

test('two at once deploy once', async () => {
  const [, second] = await Promise.all([here.deploy(), here.deploy()]);

  expect(here.calls.filter((call) => call === 'deployAssembly')).toHaveLength(1);
  expect(second).toEqual(['Wait for another make', ...unchanged]);
});

test('an API that never answers has the mark of a step that failed', async () => {
  here.answersAfter = 9;
  const marks: boolean[] = [];
  const judge = async <T>(title: string, work: () => Promise<T>, _note?: unknown, well?: (result: T) => boolean) => {
    const result = await work();
    if (title === 'Wait for the first answer') marks.push(well?.(result) ?? true);
    return result;
  };

  await expect(here.deploy({ run: judge })).rejects.toThrow('/health does not answer');

  expect(marks).toEqual([false]);
});

test('another id than the API has is refused, with the commands that give it', async () => {
  const other = await account({ CONTEXT: 'apiId=mine', MAKEFLAGS: ' -- CONTEXT=apiId=mine' });
  try {
    await expect(other.deploy()).rejects.toThrow(
      /apiId=mine, but .* has the id abc.*\n\n {2}make destroy CONTEXT=apiId=mine\n {2}make CONTEXT=apiId=mine$/s,
    );
  } finally {
    await other.close();
  }
});

test('the record has the command that deploys the same again, also when nothing has changed', async () => {
  await here.deploy();
  expect(readRecord(here.settings)).toMatchObject({ command: 'make', settings: { profile: 'lab' } });

  here.variables = { MAKEFLAGS: ' -- EMULATOR_PORT=4567' };
  await here.deploy();

  expect(readRecord(here.settings)?.command).toBe('make EMULATOR_PORT=4567');
});

test('an EC2 endpoint that is none is named', async () => {
  const other = await account({ INSTANCE_ID: '', EC2_ENDPOINT: 'http://127.0.0.1:9' });
  try {
    await expect(other.deploy()).rejects.toThrow(
      /^EC2_ENDPOINT, http:\/\/127\.0\.0\.1:9, does not answer as EC2 does: /,
    );
  } finally {
    await other.close();
  }
});
