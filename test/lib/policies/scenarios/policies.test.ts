import { synthesize } from '../../synthesis';
import { allowed } from '../allowed';
import { denied } from '../denied';
import { type Statement, statementsOf } from '../documents';
import { loosened } from '../loosened';
import { account, type Request, region } from '../requests';
import { isAllowed } from '../simulation';

const named = { kmsKeyArns: `arn:aws:kms:${region}:${account}:key/volumes` };
const production = statementsOf(synthesize(named).template, 'ControlRole');
const rows = (requests: readonly Request[]) =>
  requests.map(
    (request) => [`${request.action} ${request.about} (${request.resource.split(':').pop()})`, request] as const,
  );

async function someAllowed(statements: readonly Statement[], requests: readonly Request[]): Promise<boolean> {
  for (const request of requests) if (await isAllowed(statements, request)) return true;
  return false;
}

async function someDenied(statements: readonly Statement[], requests: readonly Request[]): Promise<boolean> {
  for (const request of requests) if (!(await isAllowed(statements, request))) return true;
  return false;
}

test.each(rows(allowed))('the function may: %s', async (_, request) => {
  expect(await isAllowed(production, request)).toBe(true);
});

test.each(rows(denied))('the function may not: %s', async (_, request) => {
  expect(await isAllowed(production, request)).toBe(false);
});

test.each(production.map((statement, index) => [statement.Sid ?? String(statement.Action), index] as const))(
  'no statement is idle: %s',
  async (_, index) => {
    const rest = production.filter((_statement, position) => position !== index);

    expect((await someDenied(rest, allowed)) || (await someAllowed(rest, denied))).toBe(true);
  },
);

test.each(loosened(production))('the table notices when %s', async (_, statements) => {
  expect(await someAllowed(statements, denied)).toBe(true);
});

describe('in the lab', () => {
  const lab = statementsOf(synthesize({ profile: 'lab' }).template, 'ControlRole');
  const instance = `arn:aws:ec2:eu-west-1:${account}:instance/i-0123456789abcdef0`;
  const context = { 'aws:RequestedRegion': 'eu-west-1' };

  test.each(['StartInstances', 'StopInstances', 'RebootInstances', 'TerminateInstances'])(
    '%s needs no tag, in any commercial region',
    async (name) => {
      expect(await isAllowed(lab, { about: 'lab', action: `ec2:${name}`, resource: instance, context })).toBe(true);
    },
  );

  test('but no key is granted, as none is named', async () => {
    const request = allowed.find(({ action }) => action === 'kms:CreateGrant');

    expect(request && (await isAllowed(lab, request))).toBe(false);
  });

  test('the policies fit into a role, whose inline policies may have 10,240 characters', () => {
    expect(JSON.stringify(lab).replace(/\s/g, '').length).toBeLessThan(7_000);
  });
});

describe('the job machine', () => {
  const machine = statementsOf(synthesize(named).template, 'JobsRole');
  const invoke = (name: string) => ({
    about: 'a step',
    action: 'lambda:InvokeFunction',
    resource: `arn:aws:lambda:${region}:${account}:function:${name}`,
  });

  test('invokes the one function', async () => {
    expect(await isAllowed(machine, invoke('ec2-control'))).toBe(true);
    expect(await isAllowed(machine, invoke('another'))).toBe(false);
  });

  test('may do nothing of what the function may', async () => {
    expect(await someAllowed(machine, allowed)).toBe(false);
  });
});
