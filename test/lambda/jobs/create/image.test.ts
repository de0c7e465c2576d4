import { resolveImage } from '../../../../lambda/jobs/create/image';
import { windowsImage } from '../../../support/ec2/catalog';
import { problemOf } from '../../../support/ec2/problem-of';
import { createSimulatedEc2 } from '../../../support/ec2/twin';
import { createJobLab } from '../../../support/jobs/lab';
import { simulatedLauncher } from '../../../support/jobs/simulated-launcher';

const launcher = simulatedLauncher(createSimulatedEc2(), 'us-east-1');
const spec = { instanceType: 't3.micro', tags: {} } as const;
const login = { username: 'alice', passwordHash: '$6$salt$hash' };

test('a login on an image with Windows is refused, for it would never be made', async () => {
  const problem = await problemOf(resolveImage(launcher, { ...spec, imageId: windowsImage, login }));

  expect(problem).toMatchObject({
    code: 'invalid_launch_parameter',
    detail: expect.stringMatching(/Windows.*username and password/),
  });
});

test('an image with Windows is launched without one', async () => {
  expect(await resolveImage(launcher, { ...spec, imageId: windowsImage })).toMatchObject({ imageId: windowsImage });
});

test('an image for another architecture than that of the type is refused', async () => {
  const problem = await problemOf(resolveImage(launcher, { ...spec, imageId: 'ami-0b2c3d4e5f6071829' }));

  expect(problem).toMatchObject({ code: 'invalid_launch_parameter', detail: expect.stringContaining('arm64') });
});

test('a create with a login on Windows ends as invalid_launch_parameter, and nothing is launched', async () => {
  const lab = createJobLab();
  const create = { imageId: windowsImage, username: 'alice', password: 'alice1234' };

  const { job } = await lab.finished(await lab.create({ create }));

  expect(job).toMatchObject({ status: 'failed', error: { code: 'invalid_launch_parameter', retryable: false } });
  expect(lab.ec2.count('RunInstances')).toBe(0);
});
