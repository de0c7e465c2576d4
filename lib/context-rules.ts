import { syntax, whole } from '../contract/patterns';

/** What a context value must look like, and how to say so. */
type Rule = readonly [pattern: RegExp, rule: string];
type NumberRule = readonly [rule: string, allowed: (value: number) => boolean];

export const name: Rule = [/^[A-Za-z][A-Za-z0-9-]{0,49}$/, '1 to 50 letters, digits and hyphens, a letter first'];
export const apiId: Rule = [/^[a-z0-9]{3,32}$/, '3 to 32 lower-case letters and digits'];
export const instanceId: Rule = [whole(syntax.instanceId), 'an EC2 instance id, such as i-0123456789abcdef0'];
export const region: Rule = [whole(syntax.region), 'an AWS region, such as eu-west-1'];
export const instanceType: Rule = [/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, 'an EC2 instance type, such as t3.micro'];
const tagForm = 'key=value, the key up to 128 characters and not beginning with aws:';
export const tag: Rule = [/^(?!aws:)[^=]{1,128}=.{0,256}$/i, tagForm];
export const tagOrOff: Rule = [/^(off|(?!aws:)[^=]{1,128}=.{0,256})$/i, `off, or ${tagForm}`];
export const url: Rule = [/^https?:\/\/[^\s/]+$/, 'the URL of an endpoint, such as http://127.0.0.1:5000'];
export const dockerHost: Rule = [
  /^(unix:\/\/\/.+|tcp:\/\/(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+):\d{1,5}\/?)$/i,
  'unix:// and the path of a socket, or tcp://host:port',
];
export const dockerImage: Rule = [/^[a-zA-Z0-9][\w.:/@-]{0,254}$/, 'names of images, such as nginx:alpine'];
export const kmsKeyArn: Rule = [/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, 'the ARN of a KMS key'];
export const topicArn: Rule = [/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/, 'the ARN of an SNS topic'];
export const seconds: Rule = [/^(?!0+(\.0+)?$)\d{1,5}(\.\d+)?$/, 'numbers of seconds above 0'];

export const imageTag: Rule = [/^\w[\w.-]{0,127}$/, 'a tag of an image, such as 1.2.0'];
export const certificateArn: Rule = [
  /^arn:[\w-]+:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/,
  'the ARN of a certificate in AWS Certificate Manager',
];
const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
export const cidr: Rule = [
  new RegExp(`^${octet}(\\.${octet}){3}/(3[0-2]|[12]?\\d)$`),
  'IPv4 networks, such as 203.0.113.0/24',
];
export const githubRepository: Rule = [/^[A-Za-z0-9-]+\/[\w.-]+$/, 'a repository on GitHub, as owner/name'];
export const providerArn: Rule = [
  /^arn:[\w-]+:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/,
  "the ARN of the account's identity provider for token.actions.githubusercontent.com",
];

const wholeNumber = (least: number, most: number): NumberRule => [
  `a whole number from ${least} to ${most}`,
  (value) => Number.isInteger(value) && value >= least && value <= most,
];
export const tasks = wholeNumber(1, 50);
export const natGateways = wholeNumber(0, 2);

export const rate: NumberRule = ['a number from 1 to 10000', (value) => value >= 1 && value <= 10_000];
export const burst: NumberRule = [
  'a whole number from 1 to 5000',
  (value) => Number.isInteger(value) && value >= 1 && value <= 5000,
];

export const memory: NumberRule = ['a whole number of MiB from 6', (value) => Number.isInteger(value) && value >= 6];
export const processes: NumberRule = ['a whole number from 1', (value) => Number.isInteger(value) && value >= 1];
export const cpus: NumberRule = ['a number from 0.01', (value) => value >= 0.01];

/** The periods that CloudWatch Logs offers. */
const days = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
export const retention: NumberRule = [`one of ${days.join(', ')} days`, (value) => days.includes(value)];
