import { keepClient, pool, type RequestHandler, type SendOptions } from '../../../lambda/aws/kept-client';
import { deadlineIn } from '../../../lambda/domain/deadline';
import { type ServiceUnderTest, services } from '../../support/aws/services';
import { listenOnWire, type Wire, type WireRequest } from '../../support/aws/wire';
import { inThisRealm } from '../../support/ec2/realm';

const attemptTime = 1_500;
const good = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };

/** A kept client of a service in front of a wire. */
function kept(service: ServiceUnderTest, wire: Wire) {
  let credentials: () => Promise<typeof good> = async () => good;
  const made: object[] = [];
  const client = keepClient(
    (requestHandler: RequestHandler) => {
      const client = service.make({
        region: 'us-east-1',
        endpoint: wire.url,
        credentials: () => credentials(),
        requestHandler,
        maxAttempts: 1,
      });
      made.push(client);
      return Object.assign(client, { middlewareStack: (client.sdk as { middlewareStack: never }).middlewareStack });
    },
    inThisRealm(pool({ connection: 1_000, request: 5_000 })),
    attemptTime,
  );
  type Client = ReturnType<ServiceUnderTest['make']>;
  const call = (send: (client: Client, options: SendOptions) => Promise<unknown>, milliseconds = 5_000) =>
    client.call(send, {
      deadline: deadlineIn(milliseconds, Date.now),
      repeat: 'unless unclear',
      failure: ({ error, unclear }) => Object.assign(new Error(String(error), { cause: error }), { unclear }),
    });
  return {
    made,
    call,
    plain: () => call((of, options) => of.plain(options)),
    with: (text: string) => call((of, options) => of.with(text)(options)),
    signAs: (provider: typeof credentials) => {
      credentials = provider;
    },
  };
}

/** What of a request does not differ from one call to the next. */
function bytes({ method, path, body, headers }: WireRequest): readonly unknown[] {
  const { 'x-amz-target': target, 'content-type': type, 'content-length': length, host } = headers;
  const [credential] = /Credential=[^,]+/.exec(headers.authorization ?? '') ?? [];
  return [method, path, target, type, length, host, credential?.replace(/\/\d{8}\//, '/'), body];
}

type Kept = ReturnType<typeof kept>;

/** Each way in which a call can fail, and whether the request left. */
const failures: Readonly<Record<string, (client: Kept, wire: Wire) => Promise<unknown>>> = {
  encoding: (client) => client.with('\ud800 and more'),
  'credentials that cannot be had': (client) => {
    client.signAs(() => Promise.reject(new Error('no credentials')));
    return client.plain();
  },
  'credentials that cannot sign': (client) => {
    client.signAs(async () => ({ accessKeyId: 'AKIA\u0000\n', secretAccessKey: undefined as never }));
    return client.plain();
  },
  'an abort': (client) =>
    client.call((of, options) => {
      const controller = new AbortController();
      controller.abort();
      return of.plain({ ...options, abortSignal: controller.signal });
    }),
  'a time-out': (client, wire) => {
    wire.answer = 'silence';
    return client.plain();
  },
  'a dropped connection': (client, wire) => {
    wire.answer = 'close';
    return client.plain();
  },
  'an error of the service': (client, wire) => {
    wire.answer = { status: 400, type: 'text/plain', body: 'no' };
    return client.plain();
  },
};

describe.each(services)('a kept client of $name', (service) => {
  let wire: Wire;
  beforeEach(async () => {
    wire = await listenOnWire(service.answer);
  });
  afterEach(() => wire.close());

  test.each(Object.keys(failures))('sends the same bytes as ever after %s', async (kind) => {
    await kept(service, wire).plain();
    const [expected] = wire.requests;
    const client = kept(service, wire);
    // Credentials are asked for once in the life of a client.
    if (!kind.startsWith('credentials')) await client.plain();

    await expect(failures[kind]?.(client, wire)).rejects.toThrow();
    client.signAs(async () => good);
    wire.answer = service.answer;
    await client.plain();

    const last = wire.requests.at(-1);
    if (expected === undefined || last === undefined) throw new Error('nothing was sent');
    expect(bytes(last)).toEqual(bytes(expected));
  });

  test('is thrown away when a call failed before it was sent, and kept after any other failure', async () => {
    const client = kept(service, wire);
    await client.plain();
    expect(client.made).toHaveLength(1);

    wire.answer = { status: 400, type: 'text/plain', body: 'no' };
    await expect(client.plain()).rejects.toThrow();
    wire.answer = service.answer;
    await client.plain();
    expect(client.made).toHaveLength(1);

    await expect(client.with('\ud800')).rejects.toThrow('not well-formed Unicode');
    await client.plain();
    expect(client.made).toHaveLength(2);
  });
});

const [ec2] = services;
if (ec2 === undefined) throw new Error('no service');

describe('a call', () => {
  let wire: Wire;
  beforeEach(async () => {
    wire = await listenOnWire(ec2.answer);
  });
  afterEach(() => wire.close());

  test('is not begun when the deadline is near, and is then known not to have happened', async () => {
    const client = kept(ec2, wire);

    await expect(client.call((of, options) => of.plain(options), 100)).rejects.toMatchObject({ unclear: false });
    expect(wire.requests).toHaveLength(0);
  });

  test('ends with the time of its attempt, though the service is silent, and its outcome is unclear', async () => {
    const client = kept(ec2, wire);
    wire.answer = 'silence';
    const begun = Date.now();

    await expect(client.plain()).rejects.toMatchObject({ unclear: true });
    expect(Date.now() - begun).toBeLessThan(4_500);
    expect(wire.requests).toHaveLength(1);
  });

  test('whose outcome is unclear is not repeated where that must not be', async () => {
    const client = kept(ec2, wire);
    wire.answer = 'close';

    await expect(client.plain()).rejects.toMatchObject({ unclear: true });
    expect(wire.requests).toHaveLength(1);
  });
});
