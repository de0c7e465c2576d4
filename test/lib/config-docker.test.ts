import { type ControlConfig, readControlConfig } from '../../lib/config';
import { synthesize } from './synthesis';

function read(context: Readonly<Record<string, unknown>>): ControlConfig {
  return readControlConfig({ get: (key) => context[key], keys: Object.keys(context) });
}

test('containers have an engine, images and limits, each with a default', () => {
  expect(read({ profile: 'lab', compute: 'docker' }).docker).toEqual({
    host: 'unix:///var/run/docker.sock',
    images: ['nginx:alpine'],
    limits: { memory: 512, processes: 256, cpus: 1 },
  });
  expect(
    read({
      profile: 'lab',
      compute: 'docker',
      dockerHost: 'tcp://127.0.0.1:2375',
      dockerImages: 'nginx:alpine,registry.example:5000/team/app@sha256:ab12',
      dockerMemory: 64,
      dockerProcesses: '20',
      dockerCpus: '0.5',
    }).docker,
  ).toEqual({
    host: 'tcp://127.0.0.1:2375',
    images: ['nginx:alpine', 'registry.example:5000/team/app@sha256:ab12'],
    limits: { memory: 64, processes: 20, cpus: 0.5 },
  });
});

test('instances of EC2 have nothing of it', () => {
  expect(read({ profile: 'lab', dockerImages: 'nginx' })).not.toHaveProperty('docker');
});

test('containers are refused outside of the lab, and beside another EC2', () => {
  expect(() => read({ compute: 'docker' })).toThrow(/compute "docker" is for the profile lab only/);
  expect(() => read({ profile: 'lab', compute: 'docker', ec2Endpoint: 'http://x:1' })).toThrow(/leave out ec2Endpoint/);
});

test.each([
  [{ compute: 'podman' }, /compute is "podman", but must be one of ec2, docker/],
  [{ dockerHost: 'ssh://me@there' }, /dockerHost is "ssh:\/\/me@there", but must be unix:\/\/ and the path/],
  [{ dockerImages: 'nginx; rm' }, /dockerImages is "nginx; rm"/],
  [{ dockerMemory: '0' }, /dockerMemory is "0"/],
  [{ dockerCpus: 'many' }, /dockerCpus is "many"/],
])('%j is refused', (context, message) => {
  expect(() => read({ profile: 'lab', ...context })).toThrow(message);
});

test('the function is told of the engine, and has no right in EC2', () => {
  const { template } = synthesize({ profile: 'lab', compute: 'docker', dockerHost: 'unix:///run/my.sock' });

  const [control] = Object.values(template.findResources('AWS::Lambda::Function'));
  expect(control?.Properties.Environment.Variables).toMatchObject({
    COMPUTE: 'docker',
    DOCKER_HOST: 'unix:///run/my.sock',
    DOCKER_IMAGES: 'nginx:alpine',
    DOCKER_LIMITS: 'memory=512,processes=256,cpus=1',
    ALLOWED_INSTANCE_TYPES: 'container',
  });
  expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).not.toContain('ec2:');
});
