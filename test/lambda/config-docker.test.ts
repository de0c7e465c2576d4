import { readConfig } from '../../lambda/config';

const lab = { AWS_REGION: 'eu-west-1', PROFILE: 'lab', AUTH: 'none', COMPUTE: 'docker' };

test('containers are all in one place, which answers call local', () => {
  expect(readConfig(lab)).toMatchObject({
    compute: 'docker',
    homeRegion: 'local',
    allowedRegions: ['local'],
    region: 'eu-west-1',
    docker: {
      address: { socketPath: '/var/run/docker.sock' },
      images: ['nginx:alpine'],
      limits: { memory: 512, processes: 256, cpus: 1 },
    },
  });
});

test('the variables of the engine are read', () => {
  const { docker } = readConfig({
    ...lab,
    DOCKER_HOST: 'tcp://[::1]:2375',
    DOCKER_IMAGES: 'a:1,b:2',
    DOCKER_LIMITS: 'memory=64,processes=20,cpus=0.5',
  });

  expect(docker).toEqual({
    address: { host: '::1', port: 2375 },
    images: ['a:1', 'b:2'],
    limits: { memory: 64, processes: 20, cpus: 0.5 },
  });
});

test('an engine that cannot be reached so is refused', () => {
  expect(() => readConfig({ ...lab, DOCKER_HOST: 'ssh://me@there' })).toThrow(/DOCKER_HOST is "ssh:\/\/me@there"/);
});

test('without containers nothing of it is read', () => {
  expect(readConfig({ ...lab, COMPUTE: '', DOCKER_HOST: 'ssh://me@there' })).not.toHaveProperty('docker');
});
