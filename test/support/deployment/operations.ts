import { randomUUID } from 'node:crypto';
import { type EC2Client, RunInstancesCommand, type Tag } from '@aws-sdk/client-ec2';
import type { Ask } from './client';

export interface Subject {
  readonly ask: Ask;
  /** Makes running instances with these tags, past the API; returns their ids. */
  launch(count: number, tags?: Readonly<Record<string, string>>): Promise<readonly string[]>;
}

/** The API before an EC2, in which instances are launched. */
export function before(ec2: EC2Client, ask: Ask): Subject {
  const tagsOf = (tags: Readonly<Record<string, string>>) =>
    Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return { ask, launch: (count, tags = {}) => launch(ec2, count, tagsOf(tags)) };
}

/** Launches instances with a tag of their own and returns their ids. */
export async function launch(ec2: EC2Client, count: number, tags: readonly Tag[] = []): Promise<readonly string[]> {
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-0abcdef1234567890',
      InstanceType: 't2.micro',
      MinCount: count,
      MaxCount: count,
      ...(tags.length === 0 ? {} : { TagSpecifications: [{ ResourceType: 'instance', Tags: [...tags] }] }),
    }),
  );
  return Instances.flatMap(({ InstanceId }) => InstanceId ?? []);
}

/** The operations on instances that must be the same on every kind of compute: registered as tests of the calling file. */
export function operationsOn(subject: () => Subject): void {
  /** Of this run's instances: the same EC2 may be behind several fronts. */
  const mark = `e2e-${randomUUID().slice(0, 8)}`;

  test('an instance is stopped, started, rebooted and deleted', async () => {
    const { ask, launch } = subject();
    const [id = ''] = await launch(1);

    const answers = [
      await ask('POST', `/stop/${id}`),
      await ask('POST', '/stop', { instance_id: id }),
      await ask('POST', '/reboot', { instance_id: id }),
      await ask('POST', `/ec2/start/us-east-1/${id}`),
      await ask('POST', `/reboot/${id}`),
      await ask('GET', `/status/${id}`),
      await ask('DELETE', `/delete/${id}`),
      await ask('POST', '/ec2', { action: 'start', instance_id: id }),
    ];

    expect(answers.map(({ status, body }) => [status, body.outcome ?? body.status, body.code])).toEqual([
      [200, 'changed', undefined],
      [200, 'unchanged', undefined],
      [409, 409, 'instance_not_running'],
      [200, 'changed', undefined],
      [200, 'changed', undefined],
      [200, 'running', undefined],
      [200, 'changed', undefined],
      [409, 409, 'instance_terminated'],
    ]);
  });

  test('several at once have an outcome each, and one bad id stops none', async () => {
    const { ask, launch } = subject();
    const [a = '', b = ''] = await launch(2);

    const { status, body } = await ask('POST', '/stop', { instance_id: [a, 'junk', 'i-0123456789abcdef0', b] });

    expect(status).toBe(207);
    expect(body).toMatchObject({
      summary: { changed: 2, unchanged: 0, refused: 2, failed: 0 },
      results: [
        { instance_id: a, outcome: 'changed' },
        { code: 'invalid_instance_id' },
        { code: 'instance_not_found' },
        { instance_id: b, outcome: 'changed' },
      ],
    });
  });

  test('tags select, and must all match', async () => {
    const { ask, launch } = subject();
    const [both = ''] = await launch(1, { Env: mark, Team: 'web' });
    await launch(1, { Env: mark });

    const listed = await ask('GET', `/list?tag=Env=${mark}&tag=Team=web`);
    const stopped = await ask('POST', '/stop', { tags: { Env: mark, Team: 'web' } });

    expect(listed.body.instance_ids).toEqual([both]);
    expect(stopped.body).toMatchObject({ summary: { changed: 1 }, results: [{ instance_id: both }] });
  });

  test('a dry run changes nothing', async () => {
    const { ask, launch } = subject();
    const [id = ''] = await launch(1);

    const foretold = await ask('POST', '/stop', { instance_id: id, dry_run: true });
    const after = await ask('GET', `/status/${id}`);

    expect(foretold.body).toMatchObject({ outcome: 'changed', dry_run: true, current_state: 'stopping' });
    expect(after.body.status).toBe('running');
  });

  test('an instance is deleted by its address', async () => {
    const { ask, launch } = subject();
    const [id = ''] = await launch(1);
    const { body } = await ask('GET', `/status/${id}`);

    const deleted = await ask('GET', `/delete/${String(body.ip)}`);

    expect(deleted.body).toMatchObject({ instance_id: id, ip: body.ip, outcome: 'changed' });
  });

  test('following the cursor visits every instance exactly once', async () => {
    const { ask, launch } = subject();
    const ids = await launch(23, { Page: mark });

    const seen: unknown[] = [];
    let cursor: unknown;
    do {
      const next = cursor === undefined ? '' : `&next_token=${encodeURIComponent(String(cursor))}`;
      const { body } = await ask('GET', `/list?tag=Page=${mark}&page_size=4${next}`);
      seen.push(...(body.instance_ids as readonly unknown[]));
      cursor = body.next_token;
    } while (cursor !== undefined);

    expect(seen.sort()).toEqual([...ids].sort());
  });
}
