import { Template } from 'aws-cdk-lib/assertions';
import { repositoryName } from '../../lib/registry-stack';
import { controlApp } from './synthesis';

const { registry } = controlApp({ profile: 'lab', container: 'on' }).stacks;
const template = Template.fromStack(registry ?? fail());

function fail(): never {
  throw new Error('there is no stack of the registry');
}

test('without container=on there is one stack', () => {
  expect(Object.keys(controlApp({ profile: 'lab' }).stacks)).toEqual(['control']);
});

test('the repository outlives its stack, scans what is pushed, and a tag means one image for ever', () => {
  expect(registry?.stackName).toBe('ec2-control-registry');
  template.hasResource('AWS::ECR::Repository', {
    Properties: {
      RepositoryName: 'ec2-control',
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
    },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
});

test('no rule removes an image that has a tag, for a task definition may name it', () => {
  const [repository] = Object.values(template.findResources('AWS::ECR::Repository'));
  const { rules } = JSON.parse(repository?.Properties.LifecyclePolicy.LifecyclePolicyText);

  expect(rules).toEqual([
    expect.objectContaining({
      selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 7, countUnit: 'days' },
      action: { type: 'expire' },
    }),
  ]);
});

test('a deployment with capital letters has a repository without', () => {
  expect(repositoryName('Team-A')).toBe('team-a');
});
