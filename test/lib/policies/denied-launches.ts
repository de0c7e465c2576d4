import { ec2, elsewhere, foreign, here, image, instance, launch, other, type Request, volume } from './requests';

/** Launching and tagging in ways that are not asked of the function. */
export const deniedLaunches: readonly Request[] = [
  ...Object.entries({
    'a type that is not allowed': { ...launch, 'ec2:InstanceType': 'p5.48xlarge' },
    IMDSv1: { ...launch, 'ec2:MetadataHttpTokens': 'optional' },
    'another region': { ...launch, ...elsewhere },
    'without the guard tag': { ...launch, 'aws:RequestTag/ec2-control:managed': 'no' },
    'without the creator tag': { ...launch, 'aws:RequestTag/ec2-control:created-by': 'me' },
    'without tags': { ...here, 'ec2:InstanceType': 't2.micro', 'ec2:MetadataHttpTokens': 'required' },
  }).map(([about, context]) => ({ about, action: 'ec2:RunInstances', resource: ec2('instance/*'), context })),
  { about: "another account's", action: 'ec2:RunInstances', resource: foreign, context: launch },
  {
    about: 'a plain volume',
    action: 'ec2:RunInstances',
    resource: ec2('volume/*'),
    context: { ...here, 'ec2:Encrypted': 'false' },
  },
  {
    about: 'a volume elsewhere',
    action: 'ec2:RunInstances',
    resource: ec2('volume/*'),
    context: { ...elsewhere, 'ec2:Encrypted': 'true' },
  },
  {
    about: "another account's volume",
    action: 'ec2:RunInstances',
    resource: ec2('volume/*', other),
    context: { ...here, 'ec2:Encrypted': 'true' },
  },
  {
    about: 'a volume without an instance',
    action: 'ec2:CreateVolume',
    resource: ec2('volume/*'),
    context: { ...here, 'ec2:Encrypted': 'true' },
  },
  { about: 'an image elsewhere', action: 'ec2:RunInstances', resource: image, context: elsewhere },
  { about: 'deregister an image', action: 'ec2:DeregisterImage', resource: image, context: here },
  ...['subnet/subnet-0123', 'security-group/sg-0123', 'network-interface/*', 'key-pair/mine'].flatMap((resource) => [
    { about: "another account's", action: 'ec2:RunInstances', resource: ec2(resource, other), context: here },
    { about: 'elsewhere', action: 'ec2:RunInstances', resource: ec2(resource), context: elsewhere },
  ]),
  {
    about: 'open a port',
    action: 'ec2:AuthorizeSecurityGroupIngress',
    resource: ec2('security-group/sg-0123'),
    context: here,
  },
  { about: 'a launch template', action: 'ec2:RunInstances', resource: ec2('launch-template/lt-0123'), context: here },
  { about: 'guard tag on what exists', action: 'ec2:CreateTags', resource: instance, context: launch },
  {
    about: 'tags of another creation',
    action: 'ec2:CreateTags',
    resource: volume,
    context: { ...here, 'ec2:CreateAction': 'CreateVolume' },
  },
  {
    about: 'tags elsewhere',
    action: 'ec2:CreateTags',
    resource: instance,
    context: { ...elsewhere, 'ec2:CreateAction': 'RunInstances' },
  },
  ...[foreign, ec2('volume/vol-0123456789abcdef0', other)].map((resource) => ({
    about: "tags on another account's",
    action: 'ec2:CreateTags',
    resource,
    context: { ...here, 'ec2:CreateAction': 'RunInstances' },
  })),
  {
    about: 'tags off',
    action: 'ec2:DeleteTags',
    resource: instance,
    context: { ...here, 'ec2:CreateAction': 'RunInstances' },
  },
];
