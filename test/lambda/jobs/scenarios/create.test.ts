import { parse } from 'yaml';
import { createJobLab, type JobLab } from '../../../support/jobs/lab';

const launched = (lab: JobLab) => [...lab.ec2.simulation.world.instances.values()];

test('a t2.micro of the newest Amazon Linux 2023, with IMDSv2, an encrypted root volume and its tags', async () => {
  const lab = createJobLab({ createRules: { guardTag: { key: 'ec2-control:managed', value: 'true' } } });

  const { job, entries } = await lab.finished(
    await lab.create({
      create: { name: 'box', tags: { Team: 'web' } },
      caller: { name: 'ci', tags: { Owner: 'web' } },
    }),
  );

  const [instance] = launched(lab);
  expect(job).toMatchObject({ status: 'succeeded', total: 1 });
  expect(entries[0]?.result).toMatchObject({ outcome: 'changed', currentState: 'running', ip: instance?.publicIp });
  expect(instance?.launch).toMatchObject({
    InstanceType: 't2.micro',
    ImageId: 'ami-0a1b2c3d4e5f60718',
    ClientToken: job.jobId,
    MetadataOptions: { HttpTokens: 'required' },
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true } }],
  });
  expect(instance?.launch?.UserData).toBeUndefined();
  expect(instance?.tags).toEqual({
    Name: 'box',
    Team: 'web',
    Owner: 'web',
    'ec2-control:managed': 'true',
    'ec2-control:created-by': 'ec2-control',
    'ec2-control:job': job.jobId,
    'ec2-control:requested-by': 'ci',
  });
});

test('the login user is made by cloud-init from a hash, and the password is nowhere in the records', async () => {
  const lab = createJobLab();
  const password = 'correct-horse-battery';

  const { job } = await lab.finished(await lab.create({ create: { username: 'alice', password } }));

  const text = Buffer.from(launched(lab)[0]?.launch?.UserData ?? '', 'base64').toString();
  expect(text).toMatch(/^#cloud-config\n/);
  expect(parse(text)).toEqual({
    users: [
      'default',
      {
        name: 'alice',
        hashed_passwd: expect.stringMatching(/^\$6\$.{16}\$.{86}$/),
        lock_passwd: false,
        shell: '/bin/bash',
      },
    ],
    ssh_pwauth: true,
  });
  expect(lab.store.everWritten()).not.toContain(password);
  expect(text).not.toContain(password);
  // Even the hash is kept for no longer than the launch may have to be repeated.
  expect(JSON.stringify(job)).not.toContain('$6$');
});

test.each([
  ['t4g.micro', 'ami-0b2c3d4e5f6071829'],
  ['t3.micro', 'ami-0a1b2c3d4e5f60718'],
])('the image of a %s fits its architecture', async (instanceType, imageId) => {
  const lab = createJobLab();

  await lab.finished(await lab.create({ create: { instanceType } }));

  expect(launched(lab)[0]?.imageId).toBe(imageId);
});

test('an image of another architecture is refused before the launch', async () => {
  const lab = createJobLab();

  const { job } = await lab.finished(
    await lab.create({ create: { instanceType: 't4g.micro', imageId: 'ami-0a1b2c3d4e5f60718' } }),
  );

  expect(job.error).toMatchObject({ code: 'invalid_launch_parameter', detail: expect.stringContaining('arm64') });
  expect(lab.ec2.count('RunInstances')).toBe(0);
});

test('a subnet without public addresses ends with no address, not with a wait for ever', async () => {
  const lab = createJobLab();
  const begun = lab.time.now();

  const { job, entries } = await lab.finished(await lab.create({ create: { subnetId: 'subnet-0e4f5a6b' } }));

  expect(job.status).toBe('succeeded');
  expect(entries[0]?.result).toMatchObject({ currentState: 'running', ip: null });
  expect(lab.time.now() - begun).toBeLessThan(30_000);
});

test.each([
  ['sg-00000000', 'securityGroupIds', 'invalid_launch_parameter'],
  ['nobody', 'keyName', 'invalid_launch_parameter'],
  ['subnet-00000000', 'subnetId', 'invalid_launch_parameter'],
])('%s, which does not exist, as %s fails as %s', async (value, member, code) => {
  const lab = createJobLab();

  const { job, entries } = await lab.finished(
    await lab.create({ create: { [member]: member === 'securityGroupIds' ? [value] : value } }),
  );

  expect(job).toMatchObject({ status: 'failed', error: { code } });
  expect(job.error).not.toHaveProperty('instanceId');
  expect(entries[0]?.instanceId).toBe('');
});

test('a launch that EC2 takes back has failed with the StateReason', async () => {
  const reason = { code: 'Client.VolumeLimitExceeded', message: 'Client.VolumeLimitExceeded: Volume limit exceeded' };
  const lab = createJobLab({ ec2: { launchFallBack: { to: 'terminated', reason } } });

  const { job } = await lab.finished(await lab.create());

  expect(job.error).toMatchObject({ code: 'final_state_not_reached', awsCode: 'Client.VolumeLimitExceeded' });
});

test('a lack of capacity is waited out, with the same launch', async () => {
  const lab = createJobLab();
  lab.ec2.fail({ operation: 'RunInstances', code: 'InsufficientInstanceCapacity', times: 2 });

  const { job } = await lab.finished(await lab.create({ create: { username: 'alice', password: 'alice1234' } }));

  expect(job.status).toBe('succeeded');
  const asked = lab.ec2.calls.filter(({ operation }) => operation === 'RunInstances').map(({ input }) => input);
  expect(asked).toHaveLength(3);
  expect(new Set(asked.map((input) => JSON.stringify(input))).size).toBe(1);
});

test('a new instance that EC2 does not show yet is waited for', async () => {
  const lab = createJobLab({ ec2: { delays: { visibility: 12_000 } } });

  const { job } = await lab.finished(await lab.create());

  expect(job.status).toBe('succeeded');
});

test('an endpoint that forgets client tokens still gets one launch, found by its tag', async () => {
  const lab = createJobLab({
    around: async (event, step) => {
      const answer = await step();
      if (event.job_step === 'check' && event.round === 0 && lab.ec2.simulation.world.launches.size === 1) {
        lab.ec2.simulation.world.launches.clear();
        throw new Error('the function was killed');
      }
      return answer;
    },
  });

  const { job } = await lab.finished(await lab.create());

  expect(job.status).toBe('succeeded');
  expect(launched(lab)).toHaveLength(1);
});

test('a new instance is stopped after its time', async () => {
  const lab = createJobLab();

  const { job, entries } = await lab.finished(await lab.create({ stopAfterSeconds: 600 }));

  expect(job.status).toBe('succeeded');
  expect(entries[0]).toMatchObject({
    startResult: { action: 'create' },
    result: { action: 'stop', currentState: 'stopped' },
  });
});
