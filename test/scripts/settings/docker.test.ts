import { readSettings } from '../../../scripts/settings/settings';

test('containers are controlled where COMPUTE says so, of nginx:alpine unless other images are named', () => {
  expect(readSettings({ COMPUTE: 'docker' }).docker).toEqual({ images: ['nginx:alpine'] });
  expect(
    readSettings({
      COMPUTE: 'docker',
      DOCKER_HOST: 'unix:///run/my.sock',
      DOCKER_IMAGE: 'httpd:alpine',
      DOCKER_IMAGES: 'redis:alpine, httpd:alpine',
    }).docker,
  ).toEqual({ host: 'unix:///run/my.sock', images: ['httpd:alpine', 'redis:alpine'] });
});

test.each([{}, { COMPUTE: 'ec2' }, { COMPUTE: '' }])(
  '%j controls instances, whatever DOCKER_HOST says',
  (variables) => {
    expect(readSettings({ ...variables, DOCKER_HOST: 'ssh://me@there' })).not.toHaveProperty('docker');
  },
);

test.each([
  [{ COMPUTE: 'podman' }, /COMPUTE is "podman", but must be ec2 or docker/],
  [{ COMPUTE: 'docker', TARGET: 'aws' }, /leave out TARGET=aws; COMPUTE=docker is for PROFILE=lab only/],
  [{ COMPUTE: 'docker', PROFILE: 'production' }, /COMPUTE=docker is for PROFILE=lab only/],
  [{ COMPUTE: 'docker', EC2_ENDPOINT: 'http://127.0.0.1:5000' }, /leave out EC2_ENDPOINT/],
  [{ COMPUTE: 'docker', DOCKER_HOST: 'ssh://me@there' }, /DOCKER_HOST is "ssh:\/\/me@there", but must be unix:\/\//],
  [{ COMPUTE: 'docker', EMULATOR: 'localstack' }, /LocalStack, which runs the function in a container of its own/],
  [{ CONTEXT: 'compute=docker' }, /CONTEXT has compute: set COMPUTE instead/],
])('%j is refused', (variables, message) => {
  expect(() => readSettings(variables)).toThrow(message);
});
