import * as z from 'zod/mini';
import { Operation } from '../operations';
import { syntax, whole } from '../patterns';
import { ofSchedule, parameter } from './parameter';

/** What `create` launches. */
export const launchParameters = {
  username: parameter({
    schema: z.string().check(z.regex(/^[a-z_][a-z0-9_-]{0,31}$/)),
    kind: 'text',
    operations: [Operation.create],
    rule: 'a login name: a lower-case letter or _, then at most 31 of a-z, 0-9, _ and -',
    description: 'Login user to create on the instance, with `password`.',
  }),
  password: parameter({
    schema: z.string().check(z.minLength(8), z.maxLength(128)),
    kind: 'text',
    operations: [Operation.create],
    rule: '8 to 128 characters',
    description: "The login user's password; only its SHA-512 crypt hash leaves the request.",
    secret: true,
  }),
  image_id: parameter({
    schema: z.string().check(z.regex(whole(syntax.imageId))),
    kind: 'text',
    operations: [Operation.create],
    rule: 'an image id: "ami-" and 8 or 17 hexadecimal digits',
    description: 'Image of the instance. Default: the newest Amazon Linux 2023.',
  }),
  instance_type: parameter({
    schema: z.string().check(z.regex(/^[a-z0-9-]{2,32}\.[a-z0-9-]{2,32}$/)),
    kind: 'text',
    operations: [Operation.create],
    rule: 'an instance type, such as t2.micro',
    description:
      'Type of the instance, which the deployment must allow. Default: t2.micro, or the first allowed type if that is not allowed.',
  }),
  name: parameter({
    schema: z.string().check(z.minLength(1), z.maxLength(256)),
    kind: 'text',
    operations: [Operation.create, ...ofSchedule],
    rule: '1 to 256 characters',
    description: 'For `create` the `Name` tag of the instance; else the name of the schedule.',
  }),
  key_name: parameter({
    schema: z.string().check(z.minLength(1), z.maxLength(255)),
    kind: 'text',
    operations: [Operation.create],
    rule: '1 to 255 characters',
    description: 'EC2 key pair to log in with.',
  }),
  subnet_id: parameter({
    schema: z.string().check(z.regex(whole(syntax.subnetId))),
    kind: 'text',
    operations: [Operation.create],
    rule: 'a subnet id: "subnet-" and 8 or 17 hexadecimal digits',
    description: 'Subnet of the instance. Default: one of the default VPC.',
  }),
  security_group_ids: parameter({
    schema: z.array(z.string().check(z.regex(whole(syntax.securityGroupId)))).check(z.minLength(1), z.maxLength(16)),
    kind: 'list',
    operations: [Operation.create],
    rule: '1 to 16 security group ids: "sg-" and 8 or 17 hexadecimal digits',
    description: 'Security groups of the instance.',
  }),
} as const;
