import { CallerAction } from '../../../contract/actions';
import { Auth } from '../../../contract/environment';
import { authentication } from '../../../lambda/http/authentication';
import { aRequest } from '../../support/events';
import { createSecuredApp } from '../../support/security/app';
import { keyHolder } from '../../support/security/callers';

const ci = keyHolder({ name: 'ci' });

test('without authentication everyone may do everything, and no file is read', async () => {
  const load = jest.fn();

  const caller = await authentication(Auth.none, load)(aRequest());

  expect(caller).toEqual({ name: 'anonymous', actions: Object.values(CallerAction) });
  expect(load).not.toHaveBeenCalled();
});

test('the callers are read once, at the start', async () => {
  const load = jest.fn(async () => [ci.entry]);

  const authenticate = authentication(Auth.key, load);
  const request = aRequest({ headers: { 'x-api-key': ci.key } });
  const names = [(await authenticate(request)).name, (await authenticate(request)).name];

  expect(names).toEqual(['ci', 'ci']);
  expect(load).toHaveBeenCalledTimes(1);
});

test('while the callers cannot be read nobody is let in, and the log says why', async () => {
  const broken = authentication(Auth.key, async () => {
    throw new Error('callers.json is not a list of callers');
  });
  const app = createSecuredApp([], { authenticate: broken });

  const list = await app.call({ resource: '/list', headers: { 'x-api-key': ci.key } });
  const health = await app.call({ resource: '/health' });

  expect([list.status, list.body.code, health.status]).toEqual([500, 'internal_error', 200]);
  expect(app.ec2.count()).toBe(0);
  expect(app.lines.join()).toContain('callers.json is not a list of callers');
});

test('a key opens nothing where principals are asked for, and the other way round', async () => {
  const arn = 'arn:aws:iam::123456789012:user/alice';
  const alice = { name: 'alice', principal_arn: arn, actions: ['list'] } as const;
  const byIam = authentication(Auth.iam, async () => [ci.entry, alice]);
  const byKey = authentication(Auth.key, async () => [ci.entry, alice]);

  await expect(async () => byIam(aRequest({ headers: { 'x-api-key': ci.key } }))).rejects.toThrow('unauthenticated');
  await expect(async () => byKey({ ...aRequest(), principalArn: arn })).rejects.toThrow('unauthenticated');
});
